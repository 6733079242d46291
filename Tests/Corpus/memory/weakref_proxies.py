# Proxies are shared like plain references, each kind once; what with a callback isn't.
import weakref, sys
class C:
    def __call__(self): return 1
class D: pass
def note(r): print("gone", type(r).__name__)
for cls in (C, D):
    x = cls()
    a, b = weakref.proxy(x), weakref.proxy(x)
    r, s = weakref.ref(x), weakref.ref(x)
    c, d = weakref.proxy(x, note), weakref.proxy(x, note)
    print(a is b, r is s, c is d, type(a).__name__, weakref.getweakrefcount(x))
    print([type(w).__name__ for w in weakref.getweakrefs(x)])
    print(sys.getsizeof(a), sys.getsizeof(r), sys.getsizeof(c))
    del x
    del a, b, r, s, c, d
