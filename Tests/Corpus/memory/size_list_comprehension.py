# A comprehension appends.
import sys

for n in range(0, 80):
    x = [i for i in range(n)]
    print(n, sys.getsizeof(x), x.__sizeof__())
