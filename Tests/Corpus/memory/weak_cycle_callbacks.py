# Callbacks when a cycle is collected.
import gc, weakref

class C:
    def __repr__(self): return "C()"

def ring(n):
    all = [C() for _ in range(n)]
    for i, c in enumerate(all): c.next = all[i - 1]; c.number = i
    return [weakref.ref(c, lambda r, i=i: print("told", i)) for i, c in enumerate(all)]
refs = ring(4)
print(gc.collect(), [r() for r in refs])
