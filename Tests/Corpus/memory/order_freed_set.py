# Several are freed in an order of their own; the last freed is the first to come back.
import random

chance = random.Random(5)
kept = {i: set() for i in range(20)}
print([hex(id(kept[i])) for i in range(20)])
order = list(kept)
chance.shuffle(order)
for i in order[:12]:
    del kept[i]
more = [set() for i in range(15)]
print([hex(id(x)) for x in more][:12])
