# Bits that cancel out.
import sys

for n in range(0, 300, 20):
    x = (2 ** 200 + n) ^ 2 ** 200
    print(n, sys.getsizeof(x), x.__sizeof__())
