# A class dies with its cycle.
import gc, weakref

class C:
    def __repr__(self): return "C()"

def make():
    class T: pass
    return weakref.ref(T, lambda r: print("class gone")), T()
r, t = make(); gc.collect(); print(r() is type(t)); del t; print(r() is None); gc.collect(); print(r())
