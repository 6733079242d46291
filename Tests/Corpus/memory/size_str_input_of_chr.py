# Each width of one character.
import sys

for n in [0, 97, 127, 128, 255, 256, 0xffff, 0x10000, 0x10ffff]:
    x = chr(n)
    print(n, sys.getsizeof(x), x.__sizeof__())
