# Extending by seven items.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x.extend((i,) * 7)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
