# dict() with keywords.
import sys

for n in range(0, 30):
    x = dict(**{"k%d" % i: i for i in range(n)})
    print(n, sys.getsizeof(x), x.__sizeof__())
