# An ordered dict counts its nodes.
import sys

for n in range(0, 100, 3):
    x = __import__("collections").OrderedDict.fromkeys(range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
