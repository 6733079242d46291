# Deleting an attribute of an instance, and what its dict then is.
import sys
class C:
    def __init__(self): self.a = self.b = self.c = 1
x, y = C(), C()
d, e = x.__dict__, y.__dict__
print(sys.getsizeof(d), sys.getsizeof(e))
del x.b
print(sys.getsizeof(d), sys.getsizeof(e), list(d))
x.b = 2
print(sys.getsizeof(d), list(d))
del e["c"]
e["z"] = 1
print(sys.getsizeof(e), list(e), sys.getsizeof(C().__dict__))
y.__dict__ = {}
print(sys.getsizeof(y.__dict__), sys.getsizeof(e), list(e))
e.clear()
print(sys.getsizeof(e))
w = C()
w.__dict__.update(q=1)
print(sys.getsizeof(w.__dict__), sys.getsizeof(C().__dict__))
print(sys.getsizeof(vars(C()).copy()), sys.getsizeof(dict(vars(C()))))
