# fromkeys of a list of strings.
import sys

for n in range(0, 100, 3):
    x = dict.fromkeys([str(i) for i in range(n)])
    print(n, sys.getsizeof(x), x.__sizeof__())
