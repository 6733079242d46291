# Extending by a generator.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x.extend(j for j in (1, 2, 3))
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
