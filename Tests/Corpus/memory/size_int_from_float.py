# Ints of floats.
import sys

for n in range(0, 120, 7):
    x = int(2.5 ** n)
    print(n, sys.getsizeof(x), x.__sizeof__())
