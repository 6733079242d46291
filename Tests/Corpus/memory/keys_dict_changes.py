# Changing the dict itself.
import sys

class C:
    def __init__(self): self.x = self.y = 1
a, b, c, d = C(), C(), C(), C()
vars(a)["z"] = 1
vars(b)[1] = 1
vars(c).update(x=2)
vars(d).pop("x")
print([sys.getsizeof(vars(o)) for o in (a, b, c, d)])
vars(c).clear()
c.x = 1
print(sys.getsizeof(vars(c)), sys.getsizeof(vars(C())))
