# Cycles left at the end are collected.
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = C("a"); a.me = a
b = C("b"); b.l = [b]
del b
