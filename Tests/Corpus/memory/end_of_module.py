# What is finalised at the end, and in which order.
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = C("a")
_b = C("_b")
c = C("c")
l = [C("in list")]
