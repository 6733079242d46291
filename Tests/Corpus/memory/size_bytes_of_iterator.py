# Bytes of an iterator.
import sys

for n in range(0, 80):
    x = bytes(iter([7] * n))
    print(n, sys.getsizeof(x), x.__sizeof__())
