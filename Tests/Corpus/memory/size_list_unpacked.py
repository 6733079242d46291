# The rest of an unpacking.
import sys

for n in range(0, 40):
    x = (lambda: [rest for _, *rest in [range(n + 1)]])()[0]
    print(n, sys.getsizeof(x), x.__sizeof__())
