# A reversed sequence.
import sys

for n in range(3):
    x = reversed("a" * n)
    print(n, sys.getsizeof(x), x.__sizeof__())
