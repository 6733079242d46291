# Removed items leave their places.
import sys

x = set(range(4))
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x.discard(i); x.add(i + 4)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
