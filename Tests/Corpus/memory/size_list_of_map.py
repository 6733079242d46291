# A map does not tell its length.
import sys

for n in range(0, 80):
    x = list(map(str, range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
