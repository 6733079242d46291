# Replacing wide characters narrows.
import sys

for n in range(0, 20):
    x = ("\u0142" * n + "b").replace("\u0142", "a")
    print(n, sys.getsizeof(x), x.__sizeof__())
