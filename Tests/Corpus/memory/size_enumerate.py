# An enumerate.
import sys

for n in range(3):
    x = enumerate("a" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
