# An ordered dict grows as its dict does.
import sys
from collections import OrderedDict

x = OrderedDict()
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x[i] = i
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
