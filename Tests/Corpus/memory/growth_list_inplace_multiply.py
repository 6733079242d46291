# The *= operator.
import sys

x = [1, 2, 3]
size = sys.getsizeof(x)
print(0, size)
for i in range(10):
    x *= 2
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
