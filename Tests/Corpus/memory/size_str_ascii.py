# ASCII text takes a byte a character.
import sys

for n in range(0, 40):
    x = "a" * n
    print(n, sys.getsizeof(x), x.__sizeof__())
