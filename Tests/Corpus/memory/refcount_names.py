# Names, slots and values each count one.
from sys import getrefcount as count

x = object()
print(count(x))
y = x
print(count(x))
l = [x, x]; print(count(x))
t = (x,); print(count(x))
d = {x: x}; print(count(x))
s = {x}; print(count(x))
del l[0]; print(count(x))
d.clear(); print(count(x))
del y, t, l, s
print(count(x))
