# A set of a set.
import sys

for n in range(0, 200, 5):
    x = set(set(range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
