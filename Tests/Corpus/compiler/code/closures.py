def outer(a, b=1, *args, c, d=2, **kw):
    x = a
    def middle():
        nonlocal x
        x += 1
        def inner():
            return x, a, kw
        return inner
    class Local:
        x = x
        def m(self): return x, __class__
    return middle, lambda: c + d, Local

def params(p):
    def q(): return p
    del p
    return q

def unused():
    def recursive(n): return recursive(n - 1)
