# A frozenset.
import sys

for n in range(0, 200, 5):
    x = frozenset(range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
