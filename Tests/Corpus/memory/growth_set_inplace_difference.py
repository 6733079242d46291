# Removing a set.
import sys

x = set(range(300))
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x -= {i * 3, i * 3 + 1}
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
