def arithmetic(a, b):
    return a + b, a - b, a * b


for pair in [(1, 2)] * 20 + [(2 ** 40, 3)] * 5 + [(1.5, 2.5)] * 5 + [(1, 2)] * 5:
    result = arithmetic(*pair)
print(result, arithmetic(2 ** 29, 2 ** 29), arithmetic(1.5, 2))
for _ in range(30):
    result = arithmetic(1.5, 2.5)
print(result)


def join(a, b):
    return a + b


for _ in range(30):
    text = join('ab', 'cd')
print(text, join([1], [2]))


def grow(n):
    s = ''
    for i in range(n):
        s += 'x'
    t = s
    s += 'y'
    return len(s), t == s, s[-2:]


print(grow(100))


def compare(a, b):
    count = 0
    if a < b:
        count += 1
    if a <= b:
        count += 10
    if a == b:
        count += 100
    if a != b:
        count += 1000
    if a > b:
        count += 10000
    if a >= b:
        count += 100000
    return count


for pair in [(1, 2), (2, 1), (1, 1), (-5, 3)] * 10:
    compare(*pair)
print(compare(1, 2), compare(2, 1), compare(1, 1), compare(2 ** 70, 1), compare(1.5, 1))
for pair in [(1.5, 2.5)] * 40:
    compare(*pair)
nan = float('nan')
print(compare(1.5, 2.5), compare(nan, 1.0), compare(2.5, 1.5), compare(1.5, 1.5))


def same(a, b):
    if a == b:
        return 'equal'
    return 'different'


for _ in range(30):
    same('abc', 'abd')
print(same('abc', 'ab' + 'c'), same('a', 'b'), same(1, 1))


def items(container, key):
    return container[key]


for _ in range(30):
    items([1, 2, 3], 1)
print(items([1, 2, 3], -1), items((4, 5), 1), items({'a': 6}, 'a'))
for _ in range(600):
    items((1, 2), 0)
print(items((1, 2), 1))
try:
    items([1], 5)
except IndexError as error:
    print(error)


def lookup(d, k):
    return d[k]


for _ in range(30):
    lookup({'a': 1}, 'a')
try:
    lookup({'a': 1}, 'b')
except KeyError as error:
    print(repr(error))


def store(container, key, value):
    container[key] = value
    return container


for _ in range(30):
    store([1, 2], 0, 5)
print(store([1, 2], 1, 9), store({}, 'k', 1), store([1, 2], -1, 7))


def unpack(pair):
    a, b = pair
    return b, a


for _ in range(30):
    unpack((1, 2))
print(unpack((3, 4)), unpack([5, 6]), unpack('xy'))


def uses_globals():
    return name + len('abc')


name = 1
for _ in range(30):
    uses_globals()
name = 10
print(uses_globals())


def shadowed():
    return abs(-5)


for _ in range(30):
    shadowed()
print(shadowed())
abs = lambda x: 'shadow'
print(shadowed())
del abs
print(shadowed())


def called(a, b=2, c=3):
    return a, b, c


def caller(n):
    return called(n), called(n, 1), called(n, 1, 2)


for i in range(30):
    caller(i)
print(caller(5))
called.__defaults__ = (8, 9)
print(caller(5))


def appends(n):
    l = []
    for i in range(n):
        l.append(i)
    return l


print(len(appends(100)), appends(3))


def natives(x):
    return len(x), isinstance(x, str), type(x), str(x), x.upper(), x.split('b'), ord(x[0])


for _ in range(30):
    natives('abc')
print(natives('xby'))


def many(a):
    return a.startswith('a'), a.replace('a', 'b'), a.join(['x', 'y']), max(1, 2), min([3, 1])


for _ in range(30):
    many('aa')
print(many('ba'))
