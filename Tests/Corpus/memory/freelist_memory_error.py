# Sixteen memory errors are kept.

others = [MemoryError() for _ in range(16)]
kept = [MemoryError() for _ in range(16)]
places = [id(x) for x in kept]
while kept:
    kept.pop()
again = [MemoryError() for _ in range(16)]
same = [id(x) for x in again]
first = places.index(same[0]) if same[0] in places else None
run = 0
while run < 15 and first is not None and same[run] == places[first + run]:
    run += 1
print(first, run)
