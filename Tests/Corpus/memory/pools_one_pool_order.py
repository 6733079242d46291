# Blocks freed in one pool come back last freed first.
kept = [set() for _ in range(3000)]
pools = {}
for i, x in enumerate(kept): pools.setdefault(id(x) // 16384, []).append(i)
full = [v for v in pools.values() if len(v) == max(map(len, pools.values()))][3]
x = None
places = []
for i in full[5:15]:
    places.append(id(kept[i])); kept[i] = None
again = [set() for _ in range(10)]
print([id(x) for x in again] == places[::-1])
