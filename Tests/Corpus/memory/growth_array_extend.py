# extend() by an array.
import sys
from array import array

x = array("b")
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x.extend(array("b", b"abc"))
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
