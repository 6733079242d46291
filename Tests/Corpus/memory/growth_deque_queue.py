# A queue of three walks through blocks.
import sys
from collections import deque

x = deque([1, 2, 3])
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x.append(i); x.popleft()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
