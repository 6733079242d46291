def check(i):
    if i % 3 == 0:
        raise ValueError(i)
    return i


def run():
    caught = 0
    for i in range(600_000):
        try:
            check(i)
        except ValueError:
            caught += 1
    return caught


print(run())
