# Where objects are after collections.
import gc

gc.collect()
gc.disable()
x = [set() for _ in range(3)]
def where(o): return [g for g in range(3) if any(p is o for p in gc.get_objects(generation=g))]
print(where(x), where(x[0]))
gc.collect(0); print(where(x), where(x[0]))
gc.collect(1); print(where(x), where(x[0]))
gc.collect(2); print(where(x), where(x[0]))
