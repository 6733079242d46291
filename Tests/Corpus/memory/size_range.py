# A range holds no items.
import sys

for n in range(4):
    x = range(n * 10 ** 20)
    print(n, sys.getsizeof(x), x.__sizeof__())
