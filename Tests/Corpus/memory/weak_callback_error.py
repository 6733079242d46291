# An error in a callback is reported.
import gc, weakref

class C:
    def __repr__(self): return "C()"

import sys
sys.unraisablehook = lambda info: print(type(info.exc_value).__name__, info.err_msg, callable(info.object))
c = C()
r = weakref.ref(c, lambda r: 1 / 0)
s = weakref.ref(c, lambda r: print("the other"))
del c
