# __subclasses__ holds classes weakly.
import gc, weakref

class C:
    def __repr__(self): return "C()"

class Base: pass
def make():
    class A(Base): pass
    class B(A): pass
    return [c.__name__ for c in Base.__subclasses__()], len(A.__subclasses__())
print(make(), len(Base.__subclasses__())); gc.collect(); print(Base.__subclasses__())
