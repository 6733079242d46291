# Where a list that is appended to grows.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(3000):
    x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
