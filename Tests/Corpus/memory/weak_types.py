# What can be referred to.
import gc, weakref

class C:
    def __repr__(self): return "C()"

class S: __slots__ = ()
class W: __slots__ = ("__weakref__",)
def f(): pass
for x in (1, "a", (), [], {}, set(), frozenset(), C, C(), S(), W(), f, len, object(), (x for x in ()), f.__code__,
          C().__repr__, gc, type, range(3), slice(1), bytearray(), memoryview(b""), ValueError(), 1.5, None, iter([]), property()):
    try: weakref.ref(x); print(type(x).__name__, True)
    except TypeError as error: print(error)
