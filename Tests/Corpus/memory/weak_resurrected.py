# A resurrected object has lost its references or not.
import gc, weakref

class C:
    def __repr__(self): return "C()"

kept = []
class D(C):
    def __del__(self): kept.append(self)
d = D(); r = weakref.ref(d, lambda r: print("told")); del d
print(r() is kept[0]); kept.clear(); print(r())
d = D(); d.me = d; r = weakref.ref(d, lambda r: print("told")); del d; gc.collect()
print(r(), len(kept))
