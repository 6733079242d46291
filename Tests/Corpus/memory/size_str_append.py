# Appending to a str in place, and what isn't in place.
import sys
s = ""
row = []
for i in range(40):
    s += "ab"
    row.append(sys.getsizeof(s))
print(row)
class C: pass
c = C(); c.s = ""
for i in range(5): c.s += "xy"
print(c.s, sys.getsizeof(c.s), sys.getsizeof(s + "ü"), sys.getsizeof("%s" % s), sys.getsizeof(f"{s}{s}"))
