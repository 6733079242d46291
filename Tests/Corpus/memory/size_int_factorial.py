# Factorials.
import sys

for n in range(0, 60, 3):
    x = __import__("math").factorial(n)
    print(n, sys.getsizeof(x), x.__sizeof__())
