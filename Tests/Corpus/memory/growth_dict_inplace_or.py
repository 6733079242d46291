# The |= operator.
import sys

x = {}
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x |= {i: i}
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
