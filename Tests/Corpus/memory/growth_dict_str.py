# Where a dict of strings grows.
import sys

x = {}
size = sys.getsizeof(x)
print(0, size)
for i in range(3000):
    x[str(i)] = i
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
