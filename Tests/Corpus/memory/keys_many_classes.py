# Sizes of classes as their instances get more attributes.
import sys

class C: pass
c = C()
size = sys.getsizeof(C)
print(size)
for i in range(40):
    setattr(c, f"a{i}", i)
    if sys.getsizeof(C) != size:
        size = sys.getsizeof(C)
        print(i + 1, size)
print(sys.getsizeof(vars(c)))
