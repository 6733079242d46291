# A dict of weak values, and one of weak keys, as members die.
import weakref, sys
class C:
    def __init__(self, n): self.n = n
d = weakref.WeakValueDictionary()
k = weakref.WeakKeyDictionary()
alive = [C(n) for n in range(8)]
for c in alive:
    d[c.n] = c
    k[c] = c.n
print(len(d), len(k), sys.getsizeof(d.data), sys.getsizeof(k.data))
del alive[::2], c
print(sorted(d), sorted(k.values()))
del alive[:]
print(len(d), len(k), len(d.data), len(k.data), sys.getsizeof(d.data))
