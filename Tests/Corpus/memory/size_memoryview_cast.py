# A memoryview of two dimensions.
import sys

for n in (1, 2, 3):
    x = memoryview(bytes(12)).cast("B", [n, 12 // n])
    print(n, sys.getsizeof(x), x.__sizeof__())
