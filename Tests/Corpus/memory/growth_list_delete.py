# Deleting items.
import sys

x = list(range(500))
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    del x[len(x) // 2]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
