# A bytearray of a list.
import sys

for n in range(0, 60):
    x = bytearray([1] * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
