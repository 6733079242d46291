# Joined text is exact.
import sys

for n in range(0, 20):
    x = ", ".join(["ab"] * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
