# A memoryview.
import sys

for n in range(4):
    x = memoryview(b"a" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
