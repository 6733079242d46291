# A bytearray of an iterator.
import sys

for n in range(0, 60):
    x = bytearray(iter([1] * n))
    print(n, sys.getsizeof(x), x.__sizeof__())
