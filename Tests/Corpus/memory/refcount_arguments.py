# A call holds its arguments.
from sys import getrefcount as count

def f(a): return count(a)
def g(a, *rest): return count(a)
def star(*a): return count(a[0])
def keyword(*, k): return count(k)
def keywords(**k): return count(k["k"])
x = object()
print(f(x), g(x), star(x), keyword(k=x), keywords(k=x), f(*[x]), star(*(x,)), (lambda v: count(v))(x))
class C:
    def m(self, a): return count(self), count(a)
c = C()
print(c.m(x), C.m(c, x), f(object()))
