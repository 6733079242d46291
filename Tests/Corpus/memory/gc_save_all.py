# DEBUG_SAVEALL keeps everything.
import gc

gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
class C: pass
c = C(); c.me = c; l = [c]; l.append(l); del c, l
print(gc.collect(), len(gc.garbage), sorted(type(x).__name__ for x in gc.garbage))
gc.set_debug(0); gc.garbage.clear(); print(gc.get_debug(), gc.collect())
