# Instances count as references to their classes; deleting gives them back.
import sys
class C: pass
class D(C): __slots__ = ()
base = sys.getrefcount(C), sys.getrefcount(D)
c = [C() for _ in range(5)]
d = [D() for _ in range(3)]
print(sys.getrefcount(C) - base[0], sys.getrefcount(D) - base[1])
d[0].__class__ = C if False else D
c[0].__class__
del c[1:], d
print(sys.getrefcount(C) - base[0], sys.getrefcount(D) - base[1])
C.f = lambda self: C
C().f()
print(sys.getrefcount(C) - base[0])
s = C.__subclasses__()
print(sys.getrefcount(D) - base[1], s)
