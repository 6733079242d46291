# A method gives a new bytearray.
import sys

for n in range(0, 20):
    x = bytearray(b"a" * n).upper()
    print(n, sys.getsizeof(x), x.__sizeof__())
