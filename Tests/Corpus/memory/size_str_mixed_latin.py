# One Latin-1 character widens the header.
import sys

for n in range(0, 20):
    x = "a" * n + "\xe9"
    print(n, sys.getsizeof(x), x.__sizeof__())
