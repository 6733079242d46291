# Formatted text is exact.
import sys

for n in range(0, 20):
    x = f"{n * 1000:>{n + 1}}"
    print(n, sys.getsizeof(x), x.__sizeof__())
