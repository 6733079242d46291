# A copy of string keys.
import sys

for n in range(0, 100, 3):
    x = {str(i): i for i in range(n)}.copy()
    print(n, sys.getsizeof(x), x.__sizeof__())
