# A subclass of dict.
import sys

class D(dict): pass
x = D()
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x[i] = i
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
