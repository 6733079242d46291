# A dict put in the place of another.
import sys

class C:
    def __init__(self): self.x = 1
a, b = C(), C()
d = {"x": 5}
a.__dict__ = d
print(vars(a) is d, sys.getsizeof(vars(a)), a.x)
b.__dict__ = vars(a)
a.y = 1
print(b.y, sys.getsizeof(d))
copied = vars(C()).copy()
print(sys.getsizeof(copied))
