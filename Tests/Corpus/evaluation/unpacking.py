def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def too_many():
    a, b = 1, 2, 3


def too_few():
    a, b, c = [1, 2]


def not_iterable():
    a, b = 5


def star():
    a, *b, c = range(6)
    return a, b, c


def star_short():
    a, *b, c, d = 'xy'


def from_generator():
    a, b = (i for i in range(2))
    return b, a


def from_generator_many():
    a, b = (i for i in range(5))


def nested():
    (a, b), [c, (d,)] = (1, 2), [3, (4,)]
    return a, b, c, d


for function in (too_many, too_few, not_iterable, star, star_short, from_generator,
                 from_generator_many, nested):
    attempt(function)
*a, b = 'abc'
print(a, b)
