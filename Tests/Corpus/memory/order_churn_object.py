# Objects made and freed at random keep to few places.
import random

chance = random.Random(11)
kept = []
places = set()
for step in range(400):
    if kept and chance.random() < 0.5:
        kept.pop(chance.randrange(len(kept)))
    else:
        kept.append(object())
        places.add(id(kept[-1]))
print(len(kept), len(places))
