# A map keeps its iterators in a tuple.
import sys

for n in range(5):
    x = map(max, *["ab"] * (n + 1))
    print(n, sys.getsizeof(x), x.__sizeof__())
