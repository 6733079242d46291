# A deque's size by the blocks it has, 64 places each.
import sys
from collections import deque
print([(n, sys.getsizeof(deque(range(n)))) for n in (0, 1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000)])
for start in (0, 10, 70):
    d = deque(range(start))
    row = []
    last = sys.getsizeof(d)
    for i in range(200):
        d.appendleft(i)
        if sys.getsizeof(d) != last:
            last = sys.getsizeof(d)
            row.append((i, last))
    for i in range(200):
        d.pop()
        if sys.getsizeof(d) != last:
            last = sys.getsizeof(d)
            row.append((-i, last))
    print(start, row)
d = deque(range(100), maxlen=50)
print(sys.getsizeof(d), d[0]); d.rotate(20); print(sys.getsizeof(d), d[0]); d.clear(); print(sys.getsizeof(d))
