# A filter.
import sys

for n in range(3):
    x = filter(None, "a" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
