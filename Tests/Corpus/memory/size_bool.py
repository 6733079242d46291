# Bools are ints of a digit at most.
import sys

for n in range(4):
    x = n > 1
    print(n, sys.getsizeof(x), x.__sizeof__())
