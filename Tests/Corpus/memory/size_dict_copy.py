# A copy.
import sys

for n in range(0, 100, 3):
    x = {i: i for i in range(n)}.copy()
    print(n, sys.getsizeof(x), x.__sizeof__())
