# Generators: three from one pool whose other blocks are in use.
def make(): return (x for x in ())

others = [make() for _ in range(600)]
pools = {}
for generator in others: pools.setdefault(id(generator) >> 14, []).append(generator)
full = max(pools.values(), key=len)
a, b, c = full[10:13]
del generator
def forget(*names):
    for name in names:
        others[:] = [other for other in others if other is not globals()[name]]
        full[:] = [other for other in full if other is not globals()[name]]
forget("a", "b", "c")
print(hex(id(a)), hex(id(b)), hex(id(c)))
del b
d = make()
print(hex(id(d)))
del a, c
e = make()
f = make()
print(hex(id(e)), hex(id(f)))
del d, e, f
print(len({id(make()) for _ in range(5)}))
