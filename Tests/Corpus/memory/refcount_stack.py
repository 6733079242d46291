# Operands on the stack.
from sys import getrefcount as count

x = object()
def f(*a): return None
print([count(x), count(x)], (x, count(x)), {1: x, 2: count(x)})
print(f(x, x) or count(x), x is x and count(x))
print([x, x, count(x)][2], (lambda a, b: b)(x, count(x)))
