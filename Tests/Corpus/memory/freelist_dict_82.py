# 82 dicts freed from the last to the first: the list keeps the first eighty.

others = [{} for _ in range(82)]
kept = [{} for _ in range(82)]
places = [id(x) for x in kept]
while kept:
    kept.pop()
again = [{} for _ in range(82)]
same = [id(x) for x in again]
first = places.index(same[0]) if same[0] in places else None
run = 0
while run < 79 and first is not None and same[run] == places[first + run]:
    run += 1
print(first, run)
