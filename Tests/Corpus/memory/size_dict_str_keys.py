# A dict of strings, made by a comprehension.
import sys

for n in range(0, 100, 3):
    x = {str(i): i for i in range(n)}
    print(n, sys.getsizeof(x), x.__sizeof__())
