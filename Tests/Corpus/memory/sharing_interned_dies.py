# An interned text dies with its last reference.
import sys
a = sys.intern("".join(["gone ", "soon"]))
place = id(a)
print(sys.getrefcount(a))
del a
b = sys.intern("".join(["gone ", "soon"]))
print(sys.getrefcount(b))
