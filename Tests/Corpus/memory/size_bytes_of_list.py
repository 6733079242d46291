# Bytes of a list.
import sys

for n in range(0, 40):
    x = bytes([7] * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
