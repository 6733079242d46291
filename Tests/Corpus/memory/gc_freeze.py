# Frozen objects are left alone.
import gc

gc.collect()
print(gc.get_freeze_count() == 0)
l = []; l.append(l)
gc.freeze()
print(gc.get_freeze_count() > 10, any(o is l for o in gc.get_objects()))
del l
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())
