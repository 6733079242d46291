# Translated text.
import sys

for n in range(0, 12):
    x = ("ab" * n).translate({97: "\u0142", 98: None})
    print(n, sys.getsizeof(x), x.__sizeof__())
