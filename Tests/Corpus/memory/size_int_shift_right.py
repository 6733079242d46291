# Shifting down gives the digits back.
import sys

for n in range(0, 310, 15):
    x = (1 << 300) >> n
    print(n, sys.getsizeof(x), x.__sizeof__())
