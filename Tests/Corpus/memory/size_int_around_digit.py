# The last int of k digits and the first of k + 1.
import sys

for n in range(12):
    x = 2 ** (30 * n) - 1
    print(n, sys.getsizeof(x), x.__sizeof__())
