# An iterator tells its length.
import sys

for n in range(0, 60):
    x = list(iter([0] * n))
    print(n, sys.getsizeof(x), x.__sizeof__())
