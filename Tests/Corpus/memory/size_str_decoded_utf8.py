# Decoded UTF-8.
import sys

for n in range(0, 12):
    x = ("a\u0142" * n).encode().decode()
    print(n, sys.getsizeof(x), x.__sizeof__())
