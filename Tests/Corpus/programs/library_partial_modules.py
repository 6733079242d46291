"""What is told of modules that aren't whole yet, of `import *`, and of modules by themselves."""
import sys
import types

Module = types.ModuleType


def tell(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, "name", None), getattr(error, "path", None))


def make(**attributes):
    module = Module("mod")
    module.__dict__.update(attributes)
    sys.modules["aa"] = module
    return module


def take(name):
    namespace = {}
    exec(f"from aa import {name}", namespace)
    del namespace["__builtins__"]
    return sorted(namespace, key=str)


class Running:
    _initializing = True


class Waiting:
    _uninitialized_submodules = ["sub"]


class Broken:
    @property
    def _initializing(self):
        raise ValueError

    @property
    def _uninitialized_submodules(self):
        1 / 0


for attributes in (
    {"__file__": "/x"}, {"__file__": "/x", "__spec__": Running()}, {"__spec__": Running()},
    {"__file__": 3, "__spec__": Running()}, {"__name__": 3, "__file__": "/x", "__spec__": Running()},
    {"__spec__": Waiting()}, {"__spec__": Broken()}, {"__spec__": Broken(), "__file__": "/z"},
):
    module = make(**attributes)
    tell(lambda: take("sub"))
    tell(lambda: module.sub)
for names in ({"a"}, iter(["a"]), 3, ("a", "b"), "ab", [b"x"], {0: "a"}, None):
    make(__all__=names, a=1, b=2)
    tell(lambda: take("*"))
make(__all__=[1], __name__=3)
tell(lambda: take("*"))
make(_x=1, y=2).__dict__[b"q"] = 3
tell(lambda: take("*"))
make(_x=1, y=2).__dict__[""] = 4
tell(lambda: take("*"))
sys.modules["aa"] = 3
tell(lambda: take("*"))

module = Module("x")
tell(lambda: module)
module.__loader__ = Module
tell(lambda: module)
module.__file__ = "/a"
tell(lambda: module)
module.__spec__ = types.SimpleNamespace(name="nm", origin="o", loader=4, has_location=False)
tell(lambda: module)
module.__spec__.origin = None
tell(lambda: module)
module.__spec__.name = None
tell(lambda: module)
empty = Module.__new__(Module)
for function in (
    lambda: empty, lambda: empty.__dict__, lambda: empty.x, lambda: dir(empty),
    lambda: empty.__name__, lambda: sys, lambda: types,
):
    tell(function)
