# The newest reference is told first.
import gc, weakref

class C:
    def __repr__(self): return "C()"

c = C()
refs = [weakref.ref(c, lambda r, i=i: print("told", i, r() is None)) for i in range(5)]
del c
print(len(refs), [r() for r in refs])
