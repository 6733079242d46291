# A block freed in a full pool is the next to be given.
kept = [object() for _ in range(5000)]
victim = 2500
place = id(kept[victim])
kept[victim] = None
first = object()
print(id(first) == place)
places = [id(kept[i]) for i in (100, 3000, 4000)]
for i in (100, 3000, 4000): kept[i] = None
again = [id(o) for o in (object(), object(), object())]
more = [object() for _ in range(3)]
print({id(o) for o in more} <= set(places))
