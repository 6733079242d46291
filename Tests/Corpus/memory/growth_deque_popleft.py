# Blocks go as they are emptied.
import sys
from collections import deque

x = deque(range(400))
size = sys.getsizeof(x)
print(0, size)
for i in range(400):
    x.popleft()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)
