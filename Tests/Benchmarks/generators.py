def count(limit):
    i = 0
    while i < limit:
        yield i
        i += 1


def squares(numbers):
    for number in numbers:
        yield number * number


def run():
    total = 0
    for value in squares(count(900_000)):
        total += value & 255
    return total + sum(x for x in range(900_000))


print(run())
