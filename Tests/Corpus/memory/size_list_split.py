# What split gives.
import sys

for n in range(0, 50):
    x = ("ab " * n).split()
    print(n, sys.getsizeof(x), x.__sizeof__())
