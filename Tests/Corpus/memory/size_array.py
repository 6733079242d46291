# An array of ints.
import sys

for n in range(0, 40, 3):
    x = __import__("array").array("i", range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
