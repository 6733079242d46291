# A cell holds the value.
from sys import getrefcount as count

def outer():
    x = object()
    before = count(x)
    def inner(): return x
    def other(): return x
    return before, count(x), count(inner.__closure__[0]), inner.__closure__[0] is other.__closure__[0], inner
*numbers, f = outer()
print(*numbers, count(f()), count(f.__closure__[0]))
