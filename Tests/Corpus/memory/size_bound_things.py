# What binding makes.
import sys

class C:
    def method(self): pass
    @classmethod
    def of_class(cls): pass
    @staticmethod
    def static(): pass
    @property
    def prop(self): pass
c = C()
for x in (c.method, c.of_class, c.static, *(C.__dict__[n] for n in ("of_class", "static", "prop")),
          super(C, c), C.__dict__["__dict__"], C.__weakref__, int.real, str.join, int.__add__,
          (1).__add__, dict.fromkeys, type.__mro__):
    print(type(x).__name__, sys.getsizeof(x))
