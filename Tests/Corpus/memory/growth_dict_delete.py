# Deleted keys leave their room.
import sys

x = {i: i for i in range(100)}
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    del x[i]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
