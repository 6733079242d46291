# A symmetric difference.
import sys

for n in range(0, 100, 5):
    x = set(range(n)) ^ set(range(n // 2, n + 3))
    print(n, sys.getsizeof(x), x.__sizeof__())
