# Two bytearrays.
import sys

for n in range(0, 30):
    x = bytearray(n) + bytearray(n)
    print(n, sys.getsizeof(x), x.__sizeof__())
