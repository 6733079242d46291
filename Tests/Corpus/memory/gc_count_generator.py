# How the young count moves with 200 new objects.
import gc
from functools import partial
from types import CellType

class C:
    def m(self): pass
class S: __slots__ = ()
kept = [None] * 200
gc.collect()
gc.disable()
before = gc.get_count()[0]
for i in range(200):
    kept[i] = (x for x in ())
made = gc.get_count()[0]
kept.clear()
freed = gc.get_count()[0]
print(made - before, freed - before)
