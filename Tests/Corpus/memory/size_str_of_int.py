# The text of an int.
import sys

for n in range(0, 20):
    x = str(10 ** n)
    print(n, sys.getsizeof(x), x.__sizeof__())
