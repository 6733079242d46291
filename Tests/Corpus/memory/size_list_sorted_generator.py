# sorted() of a generator.
import sys

for n in range(0, 50):
    x = sorted(i * i for i in range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
