# WeakSet: what leaves it when its members die, and while it is iterated over.
import weakref, gc
class C:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, other): return self.n == other.n
    def __repr__(self): return f"C{self.n}"
items = [C(n) for n in (5, 3, 40, 8, 11, 16)]
s = weakref.WeakSet(items)
print(len(s), list(s))
del items[2]
print(len(s), list(s), len(s.data))
it = iter(s)
print(next(it))
items.pop(1)
print(len(s), len(s.data), len(s._pending_removals))
print(list(it), len(s.data))
del it
gc.collect()
s.add(C(99))
print(len(s), len(s.data), len(s._pending_removals))
