# Pools lie in arenas of a megabyte.
kept = [bytes(400) for _ in range(20000)]
pools = sorted({id(x) // 16384 for x in kept})
runs, start = [], pools[0]
for a, b in zip(pools, pools[1:] + [0]):
    if b != a + 1: runs.append(a - start + 1); start = b
print(len(pools) > 500, max(runs) >= 60)
