# Quotients of long ints.
import sys

for n in range(0, 60, 3):
    x = (10 ** 60) // (10 ** n)
    print(n, sys.getsizeof(x), x.__sizeof__())
