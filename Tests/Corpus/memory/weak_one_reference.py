# There is one reference without a callback, kept in front.
import gc, weakref

class C:
    def __repr__(self): return "C()"

c = C()
a = weakref.ref(c)
b = weakref.ref(c)
with_callback = weakref.ref(c, print)
p, q = weakref.proxy(c), weakref.proxy(c)
print(a is b, a is with_callback, p is q, a == with_callback, hash(a) == hash(with_callback) == hash(c))
print([type(r).__name__ for r in weakref.getweakrefs(c)], weakref.getweakrefcount(c))
class R(weakref.ref): pass
r = R(c); print(r is R(c), [type(r).__name__ for r in weakref.getweakrefs(c)])
