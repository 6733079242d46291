# insert() grows as append() does.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x.insert(0, i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
