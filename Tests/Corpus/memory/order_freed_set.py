# Several are freed in an order of their own; the last freed is the first to come back.
kept = {i: set() for i in range(20)}
print([hex(id(kept[i])) for i in range(20)])
order = sorted(kept, key=lambda i: i * 7919 % 23)
for i in order[:12]:
    del kept[i]
more = [set() for i in range(15)]
print([hex(id(x)) for x in more][:12])
