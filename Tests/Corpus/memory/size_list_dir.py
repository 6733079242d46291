# The keys of a dict, sorted.
import sys

for n in range(0, 16):
    x = sorted(dict.fromkeys("abcdefghijklmnop"[:n]))
    print(n, sys.getsizeof(x), x.__sizeof__())
