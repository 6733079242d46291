# A set of a dict.
import sys

for n in range(0, 200, 5):
    x = set(dict.fromkeys(range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
