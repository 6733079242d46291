# Unpacking and swapping.
from sys import getrefcount as count

a, b = object(), object()
print(count(a), count(b))
a, b = b, a; print(count(a), count(b))
c = d = a; print(count(a))
(c, d), e = (a, b), a; print(count(a), count(b))
f, *g = [a, b, a]; print(count(a), count(b), count(g))
