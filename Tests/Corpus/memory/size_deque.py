# A deque counts its blocks.
import sys

for n in range(0, 400, 20):
    x = __import__("collections").deque(range(n))
    print(n, sys.getsizeof(x), x.__sizeof__())
