# A slice of a bytearray.
import sys

for n in range(0, 50, 3):
    x = bytearray(50)[n:]
    print(n, sys.getsizeof(x), x.__sizeof__())
