# Text of two bytes a character.
import sys

for n in range(0, 40):
    x = "\u0142" * n
    print(n, sys.getsizeof(x), x.__sizeof__())
