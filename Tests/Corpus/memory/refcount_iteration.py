# Iterators hold what they walk.
from sys import getrefcount as count

l = [object(), object()]
print(count(l))
i = iter(l)
print(count(l))
for x in l: print(count(l), count(x))
list(i)
print(count(l))
e = enumerate(l); z = zip(l, l); m = map(id, l); r = reversed(l)
print(count(l))
del e, z, m, r
print(count(l))
