# A resurrected object's finaliser isn't called again, and its weak references are gone.
import gc, weakref
kept = []
class C:
    def __init__(self, name): self.name = name; self.me = self
    def __del__(self): print("del", self.name); kept.append(self)
for name in "ab":
    c = C(name)
    r = weakref.ref(c, lambda r: print("callback"))
    del c
    print(gc.collect(), r() is None, len(kept))
print([k.name for k in kept], gc.is_finalized(kept[0]), gc.is_finalized(kept))
del kept[:]
print(gc.collect(), len(kept))
