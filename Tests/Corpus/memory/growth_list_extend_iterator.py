# Extending by an iterator.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x.extend(iter((i,) * 3))
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
