# fromkeys of a range.
import sys

for n in range(0, 100, 3):
    x = dict.fromkeys(range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
