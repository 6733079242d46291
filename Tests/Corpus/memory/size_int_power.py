# Powers of three.
import sys

for n in range(0, 120, 7):
    x = 3 ** n
    print(n, sys.getsizeof(x), x.__sizeof__())
