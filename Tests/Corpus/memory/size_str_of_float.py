# The text of a float.
import sys

for n in range(0, 20):
    x = str(1 / (n + 1))
    print(n, sys.getsizeof(x), x.__sizeof__())
