# Objects of functools hold functions.
from sys import getrefcount as count

import functools
def f(*a, **k): return a
x = object()
p = functools.partial(f, x, k=x); print(count(f), count(x))
q = functools.partial(p, x); print(count(f), count(x), q.func is f)
c = functools.lru_cache(f); c(x); print(count(x)); c.cache_clear(); print(count(x))
