# Exceptions have no free list.

others = [KeyError() for _ in range(5)]
kept = [KeyError() for _ in range(5)]
places = [id(x) for x in kept]
while kept:
    kept.pop()
again = [KeyError() for _ in range(5)]
same = [id(x) for x in again]
first = places.index(same[0]) if same[0] in places else None
run = 0
while run < 5 and first is not None and same[run] == places[first + run]:
    run += 1
print(first, run)
