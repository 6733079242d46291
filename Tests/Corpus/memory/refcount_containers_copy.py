# A copy counts every item again.
from sys import getrefcount as count

x = object()
l = [x] * 5; print(count(x))
m = l[:]; print(count(x))
n = l * 2; print(count(x))
m.clear(); print(count(x))
n[2:5] = []; print(count(x))
n.reverse(); n.sort(key=id); print(count(x))
l += l; print(count(x))
del l[::2]; print(count(x))
