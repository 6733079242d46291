# Assigning two items for one.
import sys

x = [0]
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x[0:1] = [i, i]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
