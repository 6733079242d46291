# A generator holds its locals while it lives.
from sys import getrefcount as count

def g(a):
    yield 1
    yield 2
x = object()
a = g(x)
print(count(x))
next(a); print(count(x))
a.close(); print(count(x))
a = g(x); list(a); print(count(x))
c = (y for y in [x]); print(count(x)); next(c); print(count(x)); del c, a
print(count(x))
