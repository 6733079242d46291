# Generators have no free list: one's block is the next one's.
import sys
def g(a, b):
    yield a
def h(a, b, c=0, d=0):
    x = y = z = None
    yield a
for make in (g, h):
    a = make(1, 2)
    size, place = sys.getsizeof(a), id(a)
    del a
    b = make(1, 2)
    print(make.__name__, size, id(b) == place)
