# Decoded Latin-1.
import sys

for n in range(0, 12):
    x = (b"\xe9" * n).decode("latin-1")
    print(n, sys.getsizeof(x), x.__sizeof__())
