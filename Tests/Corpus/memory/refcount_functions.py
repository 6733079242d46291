# What holds a function and its code.
from sys import getrefcount as count

def f(a=1): pass
print(count(f), count(f.__code__), count(f.__defaults__), count(f.__globals__) > 5)
g = f
d = f.__dict__
print(count(f), count(d), f.__dict__ is d)
h = type(f)(f.__code__, globals())
print(count(f.__code__))
