# Operations of dicts.
from sys import getrefcount as count

k, v = object(), object()
d = {k: v}
print(count(k), count(v))
e = d.copy(); f = {**d}; g = d | d; print(count(k), count(v))
d[k] = 1; print(count(k), count(v))
e.popitem(); print(count(k), count(v))
view = f.items(); it = iter(view); pair = next(it); print(count(k), count(v), count(f))
f.setdefault(k, v); f.get(k); print(count(v))
