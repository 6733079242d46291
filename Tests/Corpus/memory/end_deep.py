# A long chain is taken apart without overflow.
x = None
for _ in range(200000): x = [x]
del x
t = None
for _ in range(200000): t = (t, 1)
del t
class N: pass
n = None
for _ in range(50000):
    m = N(); m.next = n; n = m
del n, m
d = None
for _ in range(100000): d = {1: d}
del d
print("alive")
