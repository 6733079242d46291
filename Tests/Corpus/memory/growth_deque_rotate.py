# Rotating a bounded deque.
import sys
from collections import deque

x = deque(range(100), 100)
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x.rotate(7)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
