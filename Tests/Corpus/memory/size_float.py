# All floats are alike.
import sys

for n in range(5):
    x = 1.5 ** n
    print(n, sys.getsizeof(x), x.__sizeof__())
