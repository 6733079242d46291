# A slice is exact.
import sys

for n in range(0, 42):
    x = ([0] * 40)[n:]
    print(n, sys.getsizeof(x), x.__sizeof__())
