# A Counter is an instance and a dict.
import sys

for n in range(0, 12):
    x = __import__("collections").Counter("abcdefghijk"[:n])
    print(n, sys.getsizeof(x), x.__sizeof__())
