# A set of a range.
import sys

for n in range(0, 200, 5):
    x = set(range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
