# A copy of a set.
import sys

for n in range(0, 200, 5):
    x = set(range(n)).copy()
    print(n, sys.getsizeof(x), x.__sizeof__())
