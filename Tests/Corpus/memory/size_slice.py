# A slice.
import sys

for n in range(4):
    x = slice(n, None)
    print(n, sys.getsizeof(x), x.__sizeof__())
