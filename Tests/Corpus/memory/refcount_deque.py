# A deque holds its items.
from sys import getrefcount as count

from collections import deque, OrderedDict, defaultdict, ChainMap
x = object()
d = deque([x] * 3, 4); print(count(x))
d.append(1); d.append(2); print(count(x))
d.rotate(1); e = d.copy(); print(count(x))
o = OrderedDict({x: x}); o.move_to_end(x); print(count(x))
f = defaultdict(lambda: x); f[1], f[2]; print(count(x))
