# Text of the % operator is exact.
import sys

for n in range(0, 20):
    x = "%s-%d" % ("x" * n, n)
    print(n, sys.getsizeof(x), x.__sizeof__())
