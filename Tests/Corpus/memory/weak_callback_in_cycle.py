# A reference that is garbage itself is not told.
import gc, weakref

class C:
    def __repr__(self): return "C()"

def make():
    a, b = C(), C()
    a.b, b.a = b, a
    a.ref = weakref.ref(b, lambda r: print("told inside"))
    return weakref.ref(a, lambda r: print("told outside"))
r = make()
print(gc.collect(), r())
