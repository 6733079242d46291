# Is the reference alive in the finalizer?
import gc, weakref

class C:
    def __repr__(self): return "C()"

class D(C):
    def __del__(self): print("in del", r() is self)
d = D(); r = weakref.ref(d); del d; print(r())
d = D(); d.me = d; r = weakref.ref(d); del d; gc.collect(); print(r())
