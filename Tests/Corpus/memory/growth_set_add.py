# Where a set grows.
import sys

x = set()
size = sys.getsizeof(x)
print(0, size)
for i in range(3000):
    x.add(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
