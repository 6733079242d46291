# Slices and joins make texts of their own.
from sys import getrefcount as count

s = "".join(["abc", "def"])
print(count(s))
t = s[:]; print(count(s))
u = s[1:]; v = s + ""; w = str(s); print(count(s), count(u))
parts = [s] * 3; "".join(parts); print(count(s))
{s: 1}; print(count(s))
