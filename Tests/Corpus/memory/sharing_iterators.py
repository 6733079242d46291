# What iter gives of itself.
l = [1, 2]
i = iter(l)
print(iter(i) is i, iter(l) is iter(l), iter(zip(l)) is zip, reversed(l) is reversed(l))
g = (x for x in l)
print(iter(g) is g, iter(map(abs, l)) is map)
pairs = list(zip(l, l))
print(pairs[0] is pairs[1])
z = zip(l, l)
kept = next(z)
print(next(z) is kept, len({id(p) for p in zip(range(5), range(5))}), len({id(p) for p in enumerate("abc")}))
