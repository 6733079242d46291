# Tuples of untracked values leave at the next collection.
import gc

a = 1
t = (a, "x", 2.5)
u = (t, t)
v = ([], a)
print([gc.is_tracked(x) for x in (t, u, v)])
for _ in range(3):
    gc.collect(0)
    print([gc.is_tracked(x) for x in (t, u, v)])
