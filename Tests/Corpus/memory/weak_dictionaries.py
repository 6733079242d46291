# Weak dictionaries lose their entries.
import gc, weakref

class C:
    def __repr__(self): return "C()"

class K(C):
    def __init__(self, n): self.n = n
kept = [K(i) for i in range(4)]
values = weakref.WeakValueDictionary({k.n: k for k in kept})
keys = weakref.WeakKeyDictionary({k: k.n for k in kept})
all = weakref.WeakSet(kept)
print(len(values), len(keys), len(all), sorted(values), sorted(keys.values()))
del kept[1]
print(len(values), len(keys), len(all), sorted(values), sorted(keys.values()))
del kept[:]
print(len(values), len(keys), len(all))
