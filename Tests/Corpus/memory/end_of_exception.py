# What an exception keeps alive.
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def f():
    x = C("local")
    raise ValueError
try: f()
except ValueError as e: print("caught")
print("after")
try: f()
except ValueError as e: kept = e
print("kept"); kept.__traceback__ = None; print("no traceback")
