# DEBUG_SAVEALL keeps what would have been freed, in gc.garbage, by the order of the collector's list.
import gc
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
class C:
    def __init__(self, n): self.n = n; self.me = self
for n in range(3): C(n)
l = [1]; l.append(l); del l
d = {}; d["d"] = d; del d
print(gc.collect())
print([type(x).__name__ for x in gc.garbage if type(x).__name__ in ("C", "list", "dict")])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect() >= 5, gc.garbage)
