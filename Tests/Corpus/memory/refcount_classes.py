# What holds a class.
from sys import getrefcount as count

class A: pass
print(count(A))
class B(A): pass
print(count(A), count(B))
b = B()
print(count(A), count(B))
def method(self): pass
B.m = method
print(count(method), count(B.m))
bound = b.m
print(count(method), count(b))
del B, b, bound
