# frombytes() is exact.
import sys
from array import array

x = array("h")
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x.frombytes(b"abcd")
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
