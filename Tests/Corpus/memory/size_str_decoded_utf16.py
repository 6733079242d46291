# Decoded UTF-16.
import sys

for n in range(0, 12):
    x = ("ab" * n).encode("utf-16").decode("utf-16")
    print(n, sys.getsizeof(x), x.__sizeof__())
