# An error in a finalizer is reported and goes on.
import gc

import sys
def hook(info): print(type(info.exc_value).__name__, info.exc_value, info.err_msg, getattr(info.object, "__qualname__", None))
sys.unraisablehook = hook
class C:
    def __del__(self): raise ValueError("in del")
c = C(); del c
c = C(); c.me = c; del c
print(gc.collect())
