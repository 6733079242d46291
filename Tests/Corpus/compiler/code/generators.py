def f():
    x = yield
    y = yield x
    z = yield from y
    return z
g = (x for x in y for z in x if z if not x)
def h():
    yield
    lambda: (yield)
class C:
    def __iter__(self):
        yield from self.items
