# A list of a tuple.
import sys

for n in range(0, 60):
    x = list((0,) * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
