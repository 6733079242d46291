# What split of bytes gives.
import sys

for n in range(0, 50):
    x = (b"a," * n).split(b",")
    print(n, sys.getsizeof(x), x.__sizeof__())
