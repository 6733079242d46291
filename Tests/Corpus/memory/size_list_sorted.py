# sorted() makes a list of its own.
import sys

for n in range(0, 50):
    x = sorted(range(n, 0, -1))
    print(n, sys.getsizeof(x), x.__sizeof__())
