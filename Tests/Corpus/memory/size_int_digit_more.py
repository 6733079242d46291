# One more than the last int of k digits.
import sys

for n in range(12):
    x = 2 ** (30 * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
