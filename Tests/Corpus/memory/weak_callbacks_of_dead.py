# References that died before are not told.
import gc, weakref

class C:
    def __repr__(self): return "C()"

c = C()
a = weakref.ref(c, lambda r: print("a"))
b = weakref.ref(c, lambda r: print("b"))
d = weakref.ref(c, lambda r: print("d"))
del b
del c
