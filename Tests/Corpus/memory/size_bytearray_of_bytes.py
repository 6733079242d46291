# A bytearray of bytes.
import sys

for n in range(0, 40):
    x = bytearray(b"a" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
