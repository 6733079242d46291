# Instances hold their attributes and their class.
from sys import getrefcount as count

class C: pass
base = count(C)
a = C(); b = C()
print(count(C) - base)
x = object()
a.x = x; b.x = x
print(count(x))
vars(a); print(count(x))
del a; print(count(x), count(C) - base)
m = b.__init__
print(count(b), count(m))
