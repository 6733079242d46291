# What makes a dict tracked.
import gc

d = {}
print(gc.is_tracked(d), gc.is_tracked({"a": 1}), gc.is_tracked({(): 1}), gc.is_tracked({"a": ()}))
for value in (1, "x", 2.5, (), frozenset, [], None):
    d = {}
    d["k"] = value
    e = {"k": value}
    print(type(value).__name__, gc.is_tracked(d), gc.is_tracked(e), gc.is_tracked(e.copy()), gc.is_tracked(dict(e)), gc.is_tracked({**e}))
print(gc.is_tracked(dict.fromkeys("ab")), gc.is_tracked(dict(a=1)), gc.is_tracked({i: i for i in range(2)}))
k = {}
k[object()] = 1
print(gc.is_tracked(k), gc.is_tracked({C: 1 for C in (int,)}))
