# New objects lie side by side in their pools.
class S: __slots__ = ("a", "b")
class C: __slots__ = ("a", "b", "__dict__")
kept = ["x" * 30 + str(i % 7) for i in range(20000)]
places = [id(x) for x in kept[10000:]]
steps = [b - a for a, b in zip(places, places[1:])]
common = max(set(steps), key=steps.count)
print(common, {p // 16384 for p in places} != set(), all(p % 16 == 0 for p in places))
pools = {}
for p in places: pools.setdefault(p // 16384, []).append(p)
counts = sorted(len(v) for v in pools.values())
print(counts[len(counts) // 2], counts[-1], {(v[0] % 16384) for v in list(pools.values())[2:-2]})
