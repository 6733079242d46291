# A slice of a tuple.
import sys

for n in range(0, 32):
    x = ((1,) * 30)[n:]
    print(n, sys.getsizeof(x), x.__sizeof__())
