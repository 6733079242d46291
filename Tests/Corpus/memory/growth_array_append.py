# Where an array grows.
import sys
from array import array

x = array("i")
size = sys.getsizeof(x)
print(0, size)
for i in range(1000):
    x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
