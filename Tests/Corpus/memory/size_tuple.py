# Tuples hold their items in place.
import sys

for n in range(0, 40):
    x = (None,) * n
    print(n, sys.getsizeof(x), x.__sizeof__())
