# A set of a list.
import sys

for n in range(0, 200, 5):
    x = set([i for i in range(n)])
    print(n, sys.getsizeof(x), x.__sizeof__())
