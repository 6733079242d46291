# Subclasses have keys of their own.
import sys

class A:
    def __init__(self): self.x = 1
class B(A):
    def __init__(self):
        super().__init__()
        self.y = 1
a, b = A(), B()
print(sys.getsizeof(vars(a)), sys.getsizeof(vars(b)), sys.getsizeof(A), sys.getsizeof(B))
print(sys.getsizeof(vars(A())), sys.getsizeof(vars(B())))
