# Bytes of a generator.
import sys

for n in range(0, 80):
    x = bytes(i for i in range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
