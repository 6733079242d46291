# Latin-1 text has the longer header.
import sys

for n in range(0, 40):
    x = "\xe9" * n
    print(n, sys.getsizeof(x), x.__sizeof__())
