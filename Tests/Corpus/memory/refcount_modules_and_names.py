# References that names in modules, defaults and closures take.
import sys
x = object()
base = sys.getrefcount(x)
def f(a=x, *, b=x): return a
g = lambda: x
class C: attr = x
def outer(v):
    def inner(): return v
    return inner
h = outer(x)
t = (x, x); l = [x]; d = {x: x}; s = {x}
print(sys.getrefcount(x) - base)
del t, l, d, s
print(sys.getrefcount(x) - base)
f.__defaults__ = None; f.__kwdefaults__ = None
print(sys.getrefcount(x) - base)
h = None; del C.attr
print(sys.getrefcount(x) - base)
