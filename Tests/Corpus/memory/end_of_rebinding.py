# When the old value dies.
class C:
    def __init__(self, name): self.name = name; print("make", name)
    def __del__(self): print("del", self.name)
x = C(1)
x = C(2)
l = [C(3)]
l[0] = C(4)
d = {"k": C(5)}
d["k"] = C(6)
d |= {"k": C(7)}
x, l = None, None
for x in (C(8) for _ in range(1)): pass
C(9)
_ = C(10)
