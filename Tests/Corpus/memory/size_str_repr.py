# The repr of text with quotes.
import sys

for n in range(0, 12):
    x = repr("'" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
