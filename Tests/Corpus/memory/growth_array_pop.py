# An array shrinks.
import sys
from array import array

x = array("i", range(500))
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x.pop()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
