# Another module dies too.
import sys, types
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
m = types.ModuleType("m")
m.x = C("in m"); sys.modules["m"] = m
del m
y = C("in main")
