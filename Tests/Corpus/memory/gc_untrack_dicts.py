# Dicts are untracked at full collections only.
import gc

d = {"a": []}
d["a"] = 1
e = {"x": (1, 2)}
print(gc.is_tracked(d), gc.is_tracked(e))
for generation in (0, 1, 2, 2):
    gc.collect(generation)
    print(generation, gc.is_tracked(d), gc.is_tracked(e))
d["b"] = 5; print(gc.is_tracked(d))
d["c"] = set(); print(gc.is_tracked(d))
