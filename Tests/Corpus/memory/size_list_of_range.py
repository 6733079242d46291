# A list of a range.
import sys

for n in range(0, 60):
    x = list(range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
