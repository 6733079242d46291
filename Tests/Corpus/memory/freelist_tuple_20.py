# Tuples of 20 freed from the last to the first and made again.

others = [tuple([None] * 20) for _ in range(100)]
kept = [tuple([None] * 20) for _ in range(100)]
places = [id(x) for x in kept]
while kept:
    kept.pop()
again = [tuple([None] * 20) for _ in range(100)]
same = [id(x) for x in again]
first = places.index(same[0]) if same[0] in places else None
run = 0
while run < 99 and first is not None and same[run] == places[first + run]:
    run += 1
print(first, run)
