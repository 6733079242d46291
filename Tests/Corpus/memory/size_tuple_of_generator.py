# A tuple of a generator.
import sys

for n in range(0, 60):
    x = tuple(i for i in range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
