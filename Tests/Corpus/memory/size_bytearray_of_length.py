# A bytearray of a length.
import sys

for n in range(0, 40):
    x = bytearray(n)
    print(n, sys.getsizeof(x), x.__sizeof__())
