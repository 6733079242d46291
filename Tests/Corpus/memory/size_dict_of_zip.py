# A dict of a zip.
import sys

for n in range(0, 100, 3):
    x = dict(zip(range(n), range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
