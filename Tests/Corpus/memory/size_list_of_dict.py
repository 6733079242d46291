# A list of keys.
import sys

for n in range(0, 60):
    x = list(dict.fromkeys(range(n)))
    print(n, sys.getsizeof(x), x.__sizeof__())
