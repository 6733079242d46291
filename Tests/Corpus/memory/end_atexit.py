# atexit comes before the globals die.
import atexit
class C:
    def __del__(self): print("del")
c = C()
atexit.register(print, "first registered")
atexit.register(lambda: print("last registered", c is not None))
