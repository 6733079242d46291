# A frame holds its locals once it is asked for.
from sys import getrefcount as count

import sys
def f(x):
    before = count(x)
    frame = sys._getframe()
    here = count(x), count(frame)
    frame.f_locals
    return before, here, count(x)
print(f(object()))
y = object()
print(f(y), count(y))
