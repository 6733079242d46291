# Who refers to an object.
import gc

x = object()
def holders(o): return sorted(type(h).__name__ for h in gc.get_referrers(o))
print(holders(x))
l = [x]; t = (x,); d = {1: x}; s = {x}
print(holders(x))
class C: pass
c = C(); c.x = x
print(holders(x))
vars(c); print(holders(x))
def outer():
    y = x
    def f(): return y
    return f
f = outer(); print(holders(x))
del l, t, d, s, c, f; print(holders(x))
