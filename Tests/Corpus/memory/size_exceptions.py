# Each exception's size, empty, with arguments and with a dict.
import sys, builtins
for name in sorted(dir(builtins)):
    cls = getattr(builtins, name)
    if not (isinstance(cls, type) and issubclass(cls, BaseException)): continue
    try: value = cls()
    except TypeError:
        value = cls("a", [ValueError()]) if "Group" in name else cls(*(["a", 0, 1, "x"] if "Translate" in name else ["utf-8", b"a" if "Decode" in name else "a", 0, 1, "x"]))
    print(name, cls.__basicsize__, cls.__dictoffset__, cls.__weakrefoffset__, sys.getsizeof(value))
class E(Exception): pass
class F(KeyError):
    __slots__ = ("a",)
print(E.__basicsize__, sys.getsizeof(E()), sys.getsizeof(E(1, 2).args), F.__basicsize__, sys.getsizeof(F()))
e = E(); e.note = 1
print(sys.getsizeof(e), sys.getsizeof(e.__dict__))
e.add_note("x")
print(e.__dict__)
