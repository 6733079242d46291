# Inverted.
import sys

for n in range(0, 130, 10):
    x = ~(2 ** n)
    print(n, sys.getsizeof(x), x.__sizeof__())
