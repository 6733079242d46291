# A repeated list is exact.
import sys

for n in range(0, 40):
    x = [None] * n
    print(n, sys.getsizeof(x), x.__sizeof__())
