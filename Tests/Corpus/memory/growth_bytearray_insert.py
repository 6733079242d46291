# insert() in front.
import sys

x = bytearray()
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x.insert(0, 7)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
