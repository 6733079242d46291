# What splitlines gives.
import sys

for n in range(0, 50):
    x = ("a\n" * n).splitlines()
    print(n, sys.getsizeof(x), x.__sizeof__())
