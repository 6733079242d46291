# Keyword arguments.
import sys

for n in range(0, 30):
    x = (lambda **keywords: keywords)(**{"k%d" % i: i for i in range(n)})
    print(n, sys.getsizeof(x), x.__sizeof__())
