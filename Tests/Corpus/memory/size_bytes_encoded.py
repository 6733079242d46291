# Encoded text.
import sys

for n in range(0, 20):
    x = ("a\u0142" * n).encode()
    print(n, sys.getsizeof(x), x.__sizeof__())
