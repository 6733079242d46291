# A dict of a dict.
import sys

for n in range(0, 100, 3):
    x = dict({i: i for i in range(n)})
    print(n, sys.getsizeof(x), x.__sizeof__())
