# update() by a dict makes room first.
import sys

x = set()
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x.update({i * 3: 1, i * 3 + 1: 2})
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
