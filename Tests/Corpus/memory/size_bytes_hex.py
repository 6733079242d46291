# Bytes from hex.
import sys

for n in range(0, 20):
    x = bytes.fromhex("0a " * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
