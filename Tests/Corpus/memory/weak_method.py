# A bound method dies at once, WeakMethod lives with its object.
import gc, weakref

class C:
    def __repr__(self): return "C()"

class M(C):
    def m(self): return "m"
x = M()
r = weakref.ref(x.m); print(r())
w = weakref.WeakMethod(x.m); print(w()()); del x; print(w())
