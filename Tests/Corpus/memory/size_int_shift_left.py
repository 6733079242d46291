# Shifting up.
import sys

for n in range(0, 310, 15):
    x = 5 << n
    print(n, sys.getsizeof(x), x.__sizeof__())
