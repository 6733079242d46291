# A zip keeps its iterators in a tuple.
import sys

for n in range(5):
    x = zip(*["ab"] * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
