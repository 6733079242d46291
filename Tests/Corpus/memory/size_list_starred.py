# A starred display extends.
import sys

for n in range(0, 60):
    x = [*range(n), 1]
    print(n, sys.getsizeof(x), x.__sizeof__())
