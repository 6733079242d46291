# A slice is as narrow as it can be.
import sys

for n in range(0, 22):
    x = ("a" * 20 + "\u0142")[n:]
    print(n, sys.getsizeof(x), x.__sizeof__())
