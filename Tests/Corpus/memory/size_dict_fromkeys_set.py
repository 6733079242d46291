# fromkeys of a set knows the length.
import sys

for n in range(0, 100, 3):
    x = dict.fromkeys(set(range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
