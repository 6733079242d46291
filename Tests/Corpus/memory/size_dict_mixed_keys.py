# One int among strings.
import sys

for n in range(0, 60, 3):
    x = {**{str(i): i for i in range(n)}, 1: 1}
    print(n, sys.getsizeof(x), x.__sizeof__())
