# Masks.
import sys

for n in range(0, 200, 10):
    x = (2 ** 200 - 1) & (2 ** n - 1)
    print(n, sys.getsizeof(x), x.__sizeof__())
