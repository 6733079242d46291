# Room that an operation took and its result doesn't need isn't given back.
import sys
for a in (1 << 30, (1 << 60) + 1, 3 ** 80, 10 ** 30):
    for b in (1, (1 << 30) - 1, 1 << 60, 7 ** 50):
        print([sys.getsizeof(x) for x in (a + b, a - b, b - a, a * b, a // b, a % b, a & b, a | b, a ^ b, a << 7, a >> 7, b >> 3)])
