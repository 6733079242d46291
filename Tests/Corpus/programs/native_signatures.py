"""The kind, the signature and the presence of documentation of native functions, types and attributes."""
import _abc, _codecs, _collections, _functools, _operator, _stat, _string, _struct, _weakref
import atexit, builtins, gc, itertools, marshal, math, time, unicodedata

modules = [
    _abc, _codecs, _collections, _functools, _operator, _stat, _string, _struct, _weakref,
    atexit, builtins, gc, itertools, marshal, math, time, unicodedata,
]

# Kept by the type elsewhere than in its dict, or told by the slots that this interpreter fills.
left_out = {
    "__doc__", "__module__", "__getattribute__", "__delattr__", "__setattr__", "__init__",
    "__del__", "__ipow__", "__hash__", "__class_getitem__",
}
# (A staticmethod copies what the function in it tells, which would take memory at the start.)
# Added by the module site, which doesn't run here.
of_site = {"copyright", "credits", "exit", "help", "license", "quit"}
# A field there, computed here.
computed = {"unicodedata.UCD.unidata_version"}


def show(name, value):
    if name in computed:
        return
    documented = isinstance(getattr(value, "__doc__", None), str)
    signature = getattr(value, "__text_signature__", None)
    print(name, type(value).__name__, repr(signature), documented)


for module in modules:
    for name in sorted(vars(module)):
        value = getattr(module, name)
        if name in of_site or name.startswith("__") and name != "__import__":
            continue
        if isinstance(value, type):
            show(f"{module.__name__}.{name}", value)
            for attribute in sorted(vars(value)):
                found = vars(value)[attribute]
                if attribute not in left_out and not isinstance(
                    found, (int, str, tuple, staticmethod)
                ):
                    show(f"{module.__name__}.{name}.{attribute}", found)
        elif callable(value):
            show(f"{module.__name__}.{name}", value)
