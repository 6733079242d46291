# The same key in and out.
import sys

x = {1: 1, 2: 2}
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x[9] = 1; del x[9]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
