# A dead reference says nothing about what came in its place.
import gc, weakref

class C:
    def __repr__(self): return "C()"

c = C(); r = weakref.ref(c); place = id(c); del c
d = C(); print(id(d) == place, r(), r == weakref.ref(d))
s = weakref.ref(d); print(s() is d, hash(s) == hash(d))
try: hash(r)
except TypeError as error: print(error)
