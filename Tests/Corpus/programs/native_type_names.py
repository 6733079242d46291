"""The names in the dicts of native modules' types, and the kinds of their values: a line a type, with a checksum.

Where Heapnote's differ, `KNOWN` says which names are left out of the comparison, and why.
"""
import binascii
import weakref

MODULES = """_abc _bisect _blake2 _collections _csv _functools _heapq _io _md5 _operator _queue _random
_sha1 _sha256 _sha3 _sha512 _sre _stat _string _struct _thread _warnings _weakref array atexit builtins cmath
errno gc grp itertools marshal math posix pwd resource select signal time unicodedata xxsubtype""".split()

# The text of a static type is looked up when a program asks for the type's, and isn't in its dict.
EVERYWHERE = {"__doc__"}
# Of modules: the C interface of unicodedata and the file of a shared library.
ABSENT = {"__file__", "_ucnhash_CAPI"}
# Not yet as in CPython: methods of a type's own that are its base's there or the other way round
# (`__del__`, `__new__`, `isatty`, `flush`…), and fields that are computed where it has members
# (`digest_size`, `unidata_version`).
KNOWN = {
    "_io.BufferedRWPair": ["__del__"],
    "_io.BufferedRandom": ["__del__"],
    "_io.BufferedReader": ["__del__"],
    "_io.BufferedWriter": ["__del__"],
    "_io.BytesIO": ["__iter__", "flush", "readlines", "writelines"],
    "_io.FileIO": ["__del__", "isatty"],
    "_io.StringIO": ["isatty"],
    "_io.TextIOWrapper": ["__del__"],
    "_io._BufferedIOBase": ["__del__", "__new__"],
    "_io._RawIOBase": ["__del__", "__new__"],
    "_io._TextIOBase": ["__del__", "__new__"],
    "_sha256.sha224": ["digest_size"],
    "_sha256.sha256": ["digest_size"],
    "_sha512.sha512": ["digest_size"],
    "_struct.Struct": ["__delattr__", "__setattr__"],
    "collections.defaultdict": ["__class_getitem__"],
    "functools.partial": ["__delattr__", "__init__", "__setattr__"],
    "unicodedata.UCD": ["unidata_version"],
    "weakref.CallableProxyType": ["__ipow__"],
    "weakref.ProxyType": ["__ipow__"],
    "xxsubtype.spamdict": ["__init__"],
    "xxsubtype.spamlist": ["__init__"],
}


def line(name, cls):
    hidden = EVERYWHERE | set(KNOWN.get(name, ()))
    entries = [f"{n}:{type(v).__name__}" for n, v in sorted(vars(cls).items()) if n not in hidden]
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
