# A subclass of set.
import sys

class S(set): pass
x = S()
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x.add(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
