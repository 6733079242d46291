# A slice with a step is exact.
import sys

for n in range(1, 20):
    x = ([0] * 40)[::n]
    print(n, sys.getsizeof(x), x.__sizeof__())
