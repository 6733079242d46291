# A finalizer runs once.
import gc

kept = []
class C:
    def __del__(self):
        print("del")
        kept.append(self)
c = C(); c.me = c; del c
print(gc.collect(), len(kept), gc.is_finalized(kept[0]))
kept.clear()
print(gc.collect(), len(kept))
c = C(); del c
print(len(kept), gc.is_finalized(kept[0]))
kept.clear(); print(len(kept))
