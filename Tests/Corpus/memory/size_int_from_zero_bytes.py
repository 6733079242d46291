# Leading zeros leave no digits.
import sys

for n in range(0, 40):
    x = int.from_bytes(b"\0" * n + b"\1", "big")
    print(n, sys.getsizeof(x), x.__sizeof__())
