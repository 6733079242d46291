# Joined bytes.
import sys

for n in range(0, 20):
    x = b", ".join([b"ab"] * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
