# A defaultdict.
import sys

for n in range(0, 60, 3):
    x = __import__("collections").defaultdict(int, {i: i for i in range(n)})
    print(n, sys.getsizeof(x), x.__sizeof__())
