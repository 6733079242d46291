# One wide character widens them all.
import sys

for n in range(0, 20):
    x = "a" * n + "\u0142"
    print(n, sys.getsizeof(x), x.__sizeof__())
