# A list of characters.
import sys

for n in range(0, 60):
    x = list("x" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
