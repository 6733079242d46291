# update() by pairs.
import sys

x = {}
size = sys.getsizeof(x)
print(0, size)
for i in range(50):
    x.update([(i * 3 + j, j) for j in range(3)])
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
