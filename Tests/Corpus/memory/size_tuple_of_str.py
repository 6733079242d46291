# A tuple of text.
import sys

for n in range(0, 30):
    x = tuple("x" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
