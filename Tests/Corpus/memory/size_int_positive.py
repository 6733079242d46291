# Ints grow by a digit of 30 bits.
import sys

for n in range(0, 200, 5):
    x = 2 ** n
    print(n, sys.getsizeof(x), x.__sizeof__())
