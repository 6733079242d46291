# The |= operator.
import sys

x = set()
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x |= {i, i + 1}
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
