# Differences that are short.
import sys

for n in range(0, 100, 7):
    x = (2 ** 100 + n) - 2 ** 100
    print(n, sys.getsizeof(x), x.__sizeof__())
