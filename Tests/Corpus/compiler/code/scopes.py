x = 1
def f():
    global x, y
    x = y
    def g():
        nonlocal_ = x
        def h():
            global x
            x += 1
        return h
    return g
class C:
    global z
    z = x
    del x
    def m(self):
        nonlocal_ = 1
def k():
    v = 1
    class D:
        nonlocal v
        v = v + 1
        w = v
    del v
