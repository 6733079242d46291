# 81 floats freed from the last to the first: the list keeps the first hundred.

others = [float(2) for _ in range(81)]
kept = [float(2) for _ in range(81)]
places = [id(x) for x in kept]
while kept:
    kept.pop()
again = [float(2) for _ in range(81)]
same = [id(x) for x in again]
first = places.index(same[0]) if same[0] in places else None
run = 0
while run < 81 and first is not None and same[run] == places[first + run]:
    run += 1
print(first, run)
