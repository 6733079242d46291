# Comprehensions leave nothing behind.
from sys import getrefcount as count

x = object()
l = [x for _ in range(5)]; print(count(x))
d = {i: x for i in range(5)}; print(count(x))
s = {x for i in range(5)}; print(count(x))
g = (x for i in range(5)); print(count(x))
t = tuple(x for i in range(5)); print(count(x))
del l, d, s, g, t; print(count(x))
