# Powers with a modulus.
import sys

for n in range(0, 120, 7):
    x = pow(3, n, 2 ** 70)
    print(n, sys.getsizeof(x), x.__sizeof__())
