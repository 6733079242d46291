"""The names in the dicts of native modules' types, and the kinds of their values: a line a type, with a checksum."""
import binascii
import weakref

MODULES = """_abc _bisect _blake2 _collections _csv _functools _heapq _io _md5 _operator _queue _random
_sha1 _sha256 _sha3 _sha512 _sre _stat _string _struct _thread _warnings _weakref array atexit builtins cmath
errno gc grp itertools marshal math posix pwd resource select signal time unicodedata xxsubtype""".split()

# Not compared: the file of a module that is a shared library there.
ABSENT = {"__file__"}


def line(name, cls):
    entries = [f"{n}:{type(v).__name__}" for n, v in sorted(vars(cls).items())]
    return f"{name} {len(entries)} {binascii.crc32(' '.join(entries).encode()):08x}"


seen = set()
for module_name in MODULES:
    module = __import__(module_name)
    names = sorted(n for n in vars(module) if n not in ABSENT)
    checksum = binascii.crc32(" ".join(names).encode())
    print("module", module_name, len(names), f"{checksum:08x}", type(module.__doc__).__name__)
    for _, value in sorted(vars(module).items()):
        name = f"{value.__module__}.{value.__qualname__}" if isinstance(value, type) else None
        if name and name not in seen:
            seen.add(name)
            print(line(name, value))

# What a type made at run time has of its module, programs can set; static ones haven't it.
import _struct, time
print(vars(_struct.Struct)["__module__"], "__module__" in vars(int), list(vars(time.struct_time))[-5:])


class Target:
    def __hash__(self):
        return 1


target = Target()
try:
    hash(weakref.proxy(target))
except TypeError as error:
    print(error)
print(type(weakref.proxy(target)).__hash__)

# Documentation is in the dict of the type that has it, whichever way a program comes to it.
class List(list):
    def documentation(self):
        return super().__doc__


print([type(v.__doc__).__name__ for v in ([], 3, len, List(), List, type, None, property)])
print(type(List().documentation()).__name__, List.__doc__, vars(type)["__doc__"])
print(type(vars(bytes)["__doc__"]).__name__, b"".__doc__ is vars(bytes)["__doc__"], bytes.__doc__ is bytes.__doc__)
print([name for name, value in vars(list).items() if value is None])
for cls in (time.struct_time, list):
    try:
        cls.__doc__ = cls.__module__ = "changed"
        print(cls.__doc__, cls.__module__, vars(cls)["__doc__"])
    except TypeError as error:
        print(error)

# `open` is one function in two modules.
before = open
import _io

print(before is _io.open, open.__module__, open.__self__, _io.open_code.__module__)

import unicodedata

print(repr(unicodedata._ucnhash_CAPI).split(" at ")[0], type(unicodedata._ucnhash_CAPI))
