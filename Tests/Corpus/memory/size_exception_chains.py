# What a chained exception refers to.
import sys
def chain():
    try:
        try: 1 / 0
        except ZeroDivisionError as a:
            raise KeyError("b") from a
    except KeyError as b: return b
b = chain()
a = b.__cause__
print(type(a).__name__, b.__context__ is a, b.__suppress_context__, sys.getrefcount(a), sys.getrefcount(b), sys.getsizeof(a), sys.getsizeof(b))
b.__cause__ = None
print(sys.getrefcount(a))
b.__context__ = None
print(sys.getrefcount(a))
g = ExceptionGroup("g", [a, b, ValueError()])
print(sys.getsizeof(g), sys.getrefcount(a), sys.getsizeof(g.exceptions))
s = g.subgroup(ValueError)
print(sys.getsizeof(s), len(s.exceptions), s.exceptions[0] is g.exceptions[2])
