# A frame object counts its interpreter frame.
import sys

def f0(): return sys._getframe()
def f3(a, b, c): return sys._getframe()
def many():
    a = b = c = d = e = f = g = h = 1
    return sys._getframe()
for frame in (f0(), f3(1, 2, 3), many(), sys._getframe()):
    print(frame.f_code.co_name, sys.getsizeof(frame))
