"""Modules that are shared libraries: how they are found, what they tell of themselves, and why others can't be loaded."""
import _imp
import importlib.machinery
import importlib.util
import sys

FILE = "/usr/lib/python3.11/lib-dynload/_queue.cpython-311-x86_64-linux-gnu.so"

import _contextvars
import _queue
import _typing
import resource
import typing

for module in (_queue, _typing, _contextvars, resource):
    spec = module.__spec__
    print(module, module.__file__ == spec.origin, type(module.__loader__).__name__, spec.has_location)
    print(_imp.is_builtin(module.__name__), module.__name__ in sys.builtin_module_names)
print(sys.path[-1] != "" and "/usr/lib/python3.11/lib-dynload" in sys.path)


def make(name, origin=FILE):
    loader = importlib.machinery.ExtensionFileLoader(name, origin)
    spec = importlib.util.spec_from_loader(name, loader)
    try:
        module = importlib.util.module_from_spec(spec)
        loader.exec_module(module)
        print(module, module is sys.modules.get(name), module.__name__, module.__package__)
    except ImportError as error:
        print(error, "|", error.name, "|", error.path)


for name in ("_queue", "package._queue", "asdf;", "x.fo\xf3", ""):
    make(name)
make("other", "/nowhere/other.so")
make("other", "relative.so")
make("folder", "/tmp")
with open("/tmp/short_library.so", "wb") as file:
    file.write(b"abc")
make("short", "/tmp/short_library.so")
with open("/tmp/short_library.so", "wb") as file:
    file.write(bytes(100))
make("short", "/tmp/short_library.so")

for origin in (None, 3):
    try:
        _imp.create_dynamic(importlib.machinery.ModuleSpec("name", None, origin=origin))
    except TypeError as error:
        print(error)
try:
    _imp.create_dynamic(importlib.machinery.ModuleSpec(3, None, origin="/x"))
except TypeError as error:
    print(error)
print(_imp.exec_dynamic(_queue), _imp.extension_suffixes())
print(typing.NewType("N", int).__name__, sorted(n for n in dir(_queue) if n[0] != "_"))
