# Resurrected without a cycle: by __del__ alone, of an instance with slots.
import gc
class S:
    __slots__ = ("a", "__weakref__")
    def __del__(self):
        print("del", self.a)
        if self.a: keep.append(self)
keep = []
s = S(); s.a = 1
place = id(s)
s = None
print(len(keep), id(keep[0]) == place, gc.is_finalized(keep[0]))
keep[0].a = 2
keep.clear()
print(len(keep))
t = S(); t.a = 0
del t
