# The union of two dicts.
import sys

for n in range(0, 60, 3):
    x = {i: i for i in range(n)} | {-i: i for i in range(n)}
    print(n, sys.getsizeof(x), x.__sizeof__())
