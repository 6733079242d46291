# A set comprehension.
import sys

for n in range(0, 200, 5):
    x = {i for i in range(n)}
    print(n, sys.getsizeof(x), x.__sizeof__())
