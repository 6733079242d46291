# How many blocks of each size a pool holds.
for size in range(40, 513, 16):
    kept = [bytes(size - 33 + i % 1) for i in range(3000)]
    pools = {}
    for x in kept: pools[id(x) // 16384] = pools.get(id(x) // 16384, 0) + 1
    print(size, max(pools.values()), (16384 - 48) // ((size + 15) // 16 * 16))
