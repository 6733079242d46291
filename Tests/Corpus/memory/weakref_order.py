# Callbacks are called from the newest reference to the oldest.
import weakref
class C: pass
x = C()
kept = [weakref.ref(x, lambda r, n=n: print("callback", n)) for n in range(6)]
kept += [weakref.proxy(x, lambda r, n=n: print("proxy", n)) for n in range(3)]
del kept[2]
x = None
print([r() for r in kept[:5]])
