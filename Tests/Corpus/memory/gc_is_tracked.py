# What is tracked at birth.
import gc

class C: pass
class S: __slots__ = ()
c = C()
a = 1
for x in (1, 1.5, "s", b"b", (), (1, 2), (1, "a", (2,)), [], [1], {}, {"a": 1}, {1: (2, 3)}, {"a": []},
          set(), frozenset(), range(3), slice(1), C, c, S(), c.__dict__, print, len.__call__, lambda: 0,
          (x for x in ()), iter([]), iter(()), type, object(), ValueError(), None, bytearray(), memoryview(b"")):
    print(type(x).__name__, gc.is_tracked(x))
