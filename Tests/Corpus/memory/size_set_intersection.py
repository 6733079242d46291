# An intersection.
import sys

for n in range(0, 100, 5):
    x = set(range(n)) & set(range(n // 2, 2 * n))
    print(n, sys.getsizeof(x), x.__sizeof__())
