# Ints from bytes.
import sys

for n in range(0, 40):
    x = int.from_bytes(b"\xff" * n, "big")
    print(n, sys.getsizeof(x), x.__sizeof__())
