# In which order a container drops its items.
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=" ")
for make in (list, tuple, lambda i: {c.name: c for c in i}):
    x = make([C(n) for n in "abc"])
    del x
    print()
from collections import deque
d = deque([C(n) for n in "abc"]); d.clear(); print()
l = [C(n) for n in "abcd"]; del l[1:3]; print(); l[:] = []; print()
d = {n: C(n) for n in "abc"}; d.clear(); print()
class I: pass
i = I(); i.a, i.b, i.c = C("a"), C("b"), C("c"); del i; print()
