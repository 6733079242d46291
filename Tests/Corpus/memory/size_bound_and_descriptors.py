# Bound methods, descriptors, wrappers and properties.
import sys
class C:
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    @property
    def p(self): pass
    __slots__ = ("a", "b")
x = C()
for name, value in [("m", x.m), ("c", C.c), ("s", C.s), ("p", C.p), ("raw c", C.__dict__["c"]), ("raw s", C.__dict__["s"]), ("member", C.a),
                    ("slot wrapper", object.__repr__), ("method wrapper", x.__repr__), ("builtin", len), ("method of str", "".join), ("descriptor", str.join),
                    ("class method", dict.__dict__["fromkeys"]), ("getset", type.__dict__["__name__"]), ("super", super(C, x)), ("cell", (lambda: x).__class__), ("code", C.m.__code__.__class__)]:
    print(name, type(value).__name__, sys.getsizeof(value))
