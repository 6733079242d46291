# popitem, pop and setdefault on the dict of an instance.
import sys
class C:
    def __init__(self): self.a, self.b, self.c = 1, 2, 3
def show(x): print(sys.getsizeof(x.__dict__), list(x.__dict__.items()))
x = C(); x.__dict__.popitem(); show(x)
x = C(); x.__dict__.pop("a"); show(x)
x = C(); x.__dict__.setdefault("d", 4); show(x)
x = C(); x.__dict__ |= {"e": 5}; show(x)
x = C(); x.__dict__[5] = 5; show(x)
x = C(); x.__dict__.clear(); x.a = 1; show(x)
x = C(); print(x.__dict__.pop("zz", None)); show(x)
