# Signed ints from bytes.
import sys

for n in range(0, 40):
    x = int.from_bytes(b"\x80" + b"\xff" * n, "big", signed=True)
    print(n, sys.getsizeof(x), x.__sizeof__())
