# Growth at both ends.
import sys
from collections import deque

x = deque()
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x.append(i); x.appendleft(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
