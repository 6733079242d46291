# All complex numbers are alike.
import sys

for n in range(5):
    x = complex(n, 2)
    print(n, sys.getsizeof(x), x.__sizeof__())
