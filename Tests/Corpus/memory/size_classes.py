# Classes are all of one size, and so are their subclasses.
import sys

class A: pass
class B(A):
    x = 1
class Slots:
    __slots__ = ("a", "b")
class Meta(type): pass
class M(metaclass=Meta): pass
for c in (A, B, Slots, Meta, M):
    print(c.__name__, sys.getsizeof(c), c.__basicsize__, c.__itemsize__, c.__dictoffset__,
          c.__weakrefoffset__)
