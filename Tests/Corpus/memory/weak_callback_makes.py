# A callback that makes references.
import gc, weakref

class C:
    def __repr__(self): return "C()"

c, d = C(), C()
seen = []
def told(r):
    seen.append(weakref.ref(d, lambda r: print("second")))
    print("first")
r = weakref.ref(c, told)
del c
print(len(seen), weakref.getweakrefcount(d)); del d
