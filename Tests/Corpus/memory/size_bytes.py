# Bytes have a zero at the end.
import sys

for n in range(0, 40):
    x = b"a" * n
    print(n, sys.getsizeof(x), x.__sizeof__())
