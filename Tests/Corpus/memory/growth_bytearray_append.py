# Where a bytearray grows.
import sys

x = bytearray()
size = sys.getsizeof(x)
print(0, size)
for i in range(3000):
    x.append(i % 256)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
