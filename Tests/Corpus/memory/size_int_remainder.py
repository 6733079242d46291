# Remainders of long ints.
import sys

for n in range(1, 60, 3):
    x = (10 ** 60 + 7 ** 20) % (10 ** n)
    print(n, sys.getsizeof(x), x.__sizeof__())
