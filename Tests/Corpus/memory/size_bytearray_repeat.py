# A repeated bytearray.
import sys

for n in range(0, 30):
    x = bytearray(b"ab") * n
    print(n, sys.getsizeof(x), x.__sizeof__())
