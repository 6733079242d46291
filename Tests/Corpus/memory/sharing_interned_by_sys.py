# sys.intern gives the first text of its value.
import sys
a = "".join(["in", " tern"])
b = "".join(["in", " tern"])
print(a is b, sys.intern(a) is a, sys.intern(b) is a, sys.intern(b) is b)
del a
import gc
c = "".join(["in", " tern"])
print(sys.intern(c) is c, sys.intern(b) is c)
