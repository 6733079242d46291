# clear() gives the room back.
import sys

x = bytearray(100)
size = sys.getsizeof(x)
print(0, size)
for i in range(30):
    x.clear() if i == 3 else x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
