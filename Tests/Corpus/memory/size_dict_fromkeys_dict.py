# fromkeys of a dict knows the length.
import sys

for n in range(0, 100, 3):
    x = dict.fromkeys(dict.fromkeys(range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
