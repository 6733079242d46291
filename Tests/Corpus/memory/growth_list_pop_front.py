# Popping in front shrinks as well.
import sys

x = list(range(500))
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x.pop(0)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
