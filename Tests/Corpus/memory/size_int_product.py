# Products are normalised.
import sys

for n in range(30):
    x = (10 ** n) * (10 ** n)
    print(n, sys.getsizeof(x), x.__sizeof__())
