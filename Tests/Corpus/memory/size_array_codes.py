# An array's items have the width of its type code.
import sys
from array import array

for code in "bBhHiIlLqQfd":
    x = array(code, [1, 2, 3])
    print(code, x.itemsize, sys.getsizeof(x), x.__sizeof__())
print(sys.getsizeof(array("u", "abc")))
