class A:
    pass
a = A()
a.x = 1
print(a.x)
class B(A):
    def __init__(self, y):
        super().__init__()
        self.y = y
    def __repr__(self): return f"B({self.y})"
    def __eq__(self, o): return self.y == o.y
    def __add__(self, o): return B(self.y + o.y)
    def __len__(self): return 3
    def __getitem__(self, i): return i*2
    @property
    def twice(self): return self.y*2
    @classmethod
    def make(cls): return cls(7)
    @staticmethod
    def st(): return 5
b = B(2)
print(b, b == B(2), b + B(3), len(b), b[4], b.twice, B.make(), B.st(), vars(b), isinstance(b, A))
class E(ValueError):
    pass
try:
    raise E("hi")
except ValueError as e:
    print(repr(e))
class L(list):
    def first(self): return self[0]
print(L([1,2]).first(), L([3]))
import sys
print(sys.getsizeof(a), sys.getsizeof(A))
raise E("bye")
