# Deleting an attribute.
import sys

class C:
    def __init__(self): self.x = self.y = 1
a, b = C(), C()
del a.x
print(list(vars(a)), sys.getsizeof(vars(a)))
a.x = 2
print(list(vars(a)), sys.getsizeof(vars(a)), sys.getsizeof(vars(b)))
del b.y, b.x
print(vars(b), sys.getsizeof(vars(b)))
