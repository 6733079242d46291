# Which freed memory an object comes back in.
a = [1]; i = id(a); del a; b = [2]; print(id(b) == i)
a = {1: 2}; i = id(a); del a; b = {3: 4}; print(id(b) == i)
for n in range(1, 25):
    a = tuple(range(n)); i = id(a); del a; b = tuple(range(n)); print(n, id(b) == i, end=' ')
    c = tuple(range(n)); j = id(c); del b, c; d = tuple(range(n)); print(id(d) == j)
x = [[] for _ in range(100)]; ids = [id(v) for v in x]
del x
y = [[] for _ in range(80)]; print([ids.index(id(v)) if id(v) in ids else -1 for v in y])
x = [{} for _ in range(100)]; ids = [id(v) for v in x]
del x
y = [{} for _ in range(80)]; print([ids.index(id(v)) if id(v) in ids else -1 for v in y])
x = [(1000 + v,) for v in range(60)]; ids = [id(v) for v in x]
del x
y = [(2000 + v,) for v in range(60)]; print([ids.index(id(v)) if id(v) in ids else -1 for v in y])
x = slice(1, 2); i = id(x); del x; x = slice(3); print(id(x) == i)
s = {1}; i = id(s); del s; s = {2}; print(id(s) == i)
z = zip([1, 2, 3], 'abc'); print(len({id(p) for p in z}))
z = list(zip([1, 2, 3], 'abc')); print(len({id(p) for p in z}))
print(len({id(p) for p in enumerate('abc')}), len({id(p) for p in {1: 2, 3: 4}.items()}))
l = [1, 2, 3, 4]; i = id(l)
for v in range(100): l.append(v)
print(id(l) == i, tuple() is tuple([]), () is (1,)[1:], [] is [], frozenset() is frozenset())
t = (1, 2); print(tuple(t) is t, t[:] is t, t * 1 is t, t + () is t, () + t is t, t[0:2] is t)
l = [3, 1, 2]; s = sorted(l); print(s is l, l[:] is l, list(l) is l, l.copy() is l)
f = frozenset([1]); print(frozenset(f) is f, f.copy() is f, f | set() is f, f.union() is f)
