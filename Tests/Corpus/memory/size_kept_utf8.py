# What makes a string keep its UTF-8 form: what C asks the text of.
import sys

def text(): return "".join(["\xe9", "\u0142"] * 5)
class C: pass
def class_name(name): C.__name__ = name
def function_name(name): text.__name__ = name
for use in (
    lambda t: type(t, (), {}), class_name, function_name, lambda t: type("Q", (), {"__slots__": (t,)}),
    lambda t: type("Q", (), {t: 1}), lambda t: compile(t, "f", "exec"), lambda t: compile("1", t, "exec"),
    lambda t: eval(t, {t: 1}), lambda t: float(t), lambda t: int(t), float.fromhex, lambda t: "a".encode(t),
    lambda t: b"a".decode(t), lambda t: "\xe9".encode("ascii", t), lambda t: bytes(t, "utf8"), lambda t: format(1, t),
    lambda t: getattr(C, t), lambda t: setattr(C(), t, 1), lambda t: str(KeyError(t)), sys.intern, repr, hash,
):
    string = text()
    before = sys.getsizeof(string)
    try: use(string)
    except Exception: pass
    print(sys.getsizeof(string) - before)
