# A difference.
import sys

for n in range(0, 100, 5):
    x = set(range(n)) - set(range(n // 2))
    print(n, sys.getsizeof(x), x.__sizeof__())
