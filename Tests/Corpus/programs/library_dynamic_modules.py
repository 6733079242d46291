# What importing compiled modules says where there are none, and what is built in already.
import _imp
import builtins
import sys


class Spec:
    def __init__(self, name, origin=None):
        self.name, self.origin = name, origin


for name, origin in [(None, "nope"), (5, 5), ("a", "nope"), ("a.b", "/nope/b.so"), ("a", None), ("a", "/tmp")]:
    try:
        _imp.create_dynamic(Spec(name, origin))
    except (ImportError, TypeError) as error:
        print(name, origin, repr(error), getattr(error, "name", None), getattr(error, "path", None))
for name in ("builtins", "sys", "nope"):
    print(name, _imp.create_builtin(Spec(name)) is sys.modules.get(name))
print(_imp.create_builtin(Spec("builtins")) is builtins)
