# Two lists.
import sys

for n in range(0, 30):
    x = [0] * n + [1]
    print(n, sys.getsizeof(x), x.__sizeof__())
