# Two tuples.
import sys

for n in range(0, 30):
    x = (1,) * n + (2, 3)
    print(n, sys.getsizeof(x), x.__sizeof__())
