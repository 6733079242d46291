# More tuples than the list holds.

others = [tuple([None] * 4) for _ in range(2100)]
kept = [tuple([None] * 4) for _ in range(2100)]
places = [id(x) for x in kept]
while kept:
    kept.pop()
again = [tuple([None] * 4) for _ in range(2100)]
same = [id(x) for x in again]
first = places.index(same[0]) if same[0] in places else None
run = 0
while run < 1900 and first is not None and same[run] == places[first + run]:
    run += 1
print(first, run)
