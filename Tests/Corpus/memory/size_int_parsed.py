# Ints read from a string.
import sys

for n in range(0, 60, 3):
    x = int("9" * (n + 1))
    print(n, sys.getsizeof(x), x.__sizeof__())
