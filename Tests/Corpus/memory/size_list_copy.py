# A copy is exact.
import sys

for n in range(0, 30):
    x = ([0] * n).copy()
    print(n, sys.getsizeof(x), x.__sizeof__())
