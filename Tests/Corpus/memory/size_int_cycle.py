# The digits of a sum that loses its carry.
import sys

for bits in (29, 30, 31, 59, 60, 61, 89, 90, 91):
    a = 2 ** bits
    print(bits, *(sys.getsizeof(x) for x in (a, a - 1, a + a, a - a, a * a, -a, a >> 1, a // 3)))
