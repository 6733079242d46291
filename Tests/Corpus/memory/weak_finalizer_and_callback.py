# A finalizer runs before callbacks, unless in a cycle.
import gc, weakref

class C:
    def __repr__(self): return "C()"

class D(C):
    def __del__(self): print("del")
d = D(); r = weakref.ref(d, lambda r: print("callback")); del d
d = D(); d.me = d; r = weakref.ref(d, lambda r: print("callback")); del d
print(gc.collect())
