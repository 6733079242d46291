# A cycle that saves itself.
import gc

saved = []
class C:
    def __del__(self): saved.append(self)
class D: pass
a, b, d = C(), D(), D()
a.b, b.a, b.d = b, a, d
d.me = d
del a, b, d
print(gc.collect(), len(saved), type(saved[0].b.d).__name__, len(gc.garbage))
saved.clear()
print(gc.collect(), len(saved))
