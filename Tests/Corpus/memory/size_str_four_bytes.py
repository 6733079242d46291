# Text of four bytes a character.
import sys

for n in range(0, 40):
    x = "\U0001f600" * n
    print(n, sys.getsizeof(x), x.__sizeof__())
