# Assigning to a slice.
import sys

x = bytearray(10)
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x[2:4] = b"abcdef"
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
