# One emoji makes four bytes of each.
import sys

for n in range(0, 20):
    x = "a" * n + "\U0001f600"
    print(n, sys.getsizeof(x), x.__sizeof__())
