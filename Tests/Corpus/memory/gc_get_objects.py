# New objects are among the tracked.
import gc

# Tuples in tuples leave one collection after the other.
while len(gc.get_objects()) > (gc.collect(), len(gc.get_objects()))[1]: pass
before = len(gc.get_objects())
kept = [[] for _ in range(50)]
print(len(gc.get_objects()) - before)
kept.clear(); gc.collect()
print(len(gc.get_objects()) - before)
youngest = gc.get_objects(generation=0)
x = [[], {}, set()]
print([type(o).__name__ for o in gc.get_objects(generation=0)][-2:])
