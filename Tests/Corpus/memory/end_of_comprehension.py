# Temporary objects of expressions.
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
    def __add__(self, other): return C(self.name + other.name)
print((C("a") + C("b")).name)
print([C(n).name for n in "xy"])
print(any(C(n) for n in "pq"), max(C("m"), C("n"), key=lambda c: c.name).name)
C("k") and print("and"); print("done")
