# A dict of ints, made by a comprehension.
import sys

for n in range(0, 100, 3):
    x = {i: i for i in range(n)}
    print(n, sys.getsizeof(x), x.__sizeof__())
