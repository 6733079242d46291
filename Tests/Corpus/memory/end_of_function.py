# Locals die at the end of the call, last references first.
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def f(argument):
    x, y = C("x"), C("y")
    z = x
    del x
    print("end of f")
f(C("argument"))
print("after f")
def g():
    a = C("returned")
    return a
g(); print("after g")
