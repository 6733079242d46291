# A tuple of an iterator.
import sys

for n in range(0, 40):
    x = tuple(iter([0] * n))
    print(n, sys.getsizeof(x), x.__sizeof__())
