# Operations of sets.
from sys import getrefcount as count

x = object()
s = {x}; t = s | s; u = s & t; v = frozenset(s); print(count(x))
t.discard(x); print(count(x))
s ^= u; print(count(x), len(s))
v2 = v.copy(); print(v2 is v, count(x), count(v))
