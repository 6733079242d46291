# A generator does not tell its length.
import sys

for n in range(0, 80):
    x = list(i for i in range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
