# Bytes of the % operator.
import sys

for n in range(0, 20):
    x = b"%d %s" % (10 ** n, b"x" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
