class Counter:
    step = 2

    def __init__(self):
        self.count = 0

    def bump(self, by):
        self.count += by
        return self.count

    def twice(self):
        return self.bump(self.step) + self.bump(1)


def run():
    counter = Counter()
    for _ in range(600_000):
        counter.twice()
    return counter.count


print(run())
