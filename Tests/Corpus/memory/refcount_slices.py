# Slices and ranges hold their bounds.
from sys import getrefcount as count

a, b = 10 ** 20, 10 ** 21
print(count(a))
s = slice(a, b, a); print(count(a), count(b))
r = range(a, b); print(count(a), count(b))
t = r[1:]; print(count(a)); del s, r, t; print(count(a))
