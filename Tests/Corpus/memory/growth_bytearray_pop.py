# A bytearray shrinks at half.
import sys

x = bytearray(1000)
size = sys.getsizeof(x)
print(0, size)
for i in range(1000):
    x.pop()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
