# A proxy after its object is gone.
import gc, weakref

class C:
    def __repr__(self): return "C()"

class L(list): pass
l = L([1, 2]); p = weakref.proxy(l)
p.append(3); print(len(p), p[0], p == [1, 2, 3], type(p).__name__)
del l
try: len(p)
except ReferenceError as error: print(error)
print(repr(p).split(" at ")[0])
