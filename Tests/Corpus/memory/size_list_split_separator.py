# What split with a separator gives.
import sys

for n in range(0, 50):
    x = ("a," * n).split(",")
    print(n, sys.getsizeof(x), x.__sizeof__())
