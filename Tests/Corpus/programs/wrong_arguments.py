"""What native functions and methods say of wrong arguments: a line each, with a checksum of the messages."""
import binascii
import io
import re

MODULES = """_abc _bisect _blake2 _codecs _collections _functools _heapq _io _md5 _opcode _operator _random _sha1 _sha256
_sha3 _sha512 _sre _stat _string _struct _symtable _typing _weakref binascii builtins cmath errno itertools marshal math
unicodedata""".split()

# What changes the program itself, waits, or takes long.
SKIPPED = {"builtins." + name for name in "breakpoint exit help input open print quit SystemExit".split()}
SKIPPED |= {"_io.open", "_io.FileIO", "_io.open_code"}
UNCALLED = set("__new__ __init__ __del__ __getattribute__ __class__ __dir__ __sizeof__ __init_subclass__ clear "
               "__subclasshook__ __reduce__ __reduce_ex__ __iter__ __next__".split())
LARGE = set("__pow__ __rpow__ __lshift__ __rlshift__ __mul__ __rmul__ __imul__ factorial comb perm pow isqrt lshift ipow "
            "ilshift bytes bytearray getrandbits range repeat count prod __ipow__ mul imul __getitem__".split())
# Not yet as in CPython.
KNOWN = set("_io.BufferedRWPair _io.TextIOWrapper _io.text_encoding".split())


class Other:
    def __repr__(self):
        return "Other"


x = Other()
CALLS = [((), {}), ((x,), {}), ((None,), {}), ((x, x), {}), ((x, x, x), {}), ((x,) * 9, {}), ((), {"zz": x}),
         ((x,), {"zz": x}), ((x, x), {"zz": x}), ((77,), {}), (("a",), {}), ((b"a",), {}), ((77, "a"), {}),
         (("a", "b", 77), {}), ((1.5,), {}), (([],), {}), ((1 << 70,), {})]
INSTANCES = {
    "deque": lambda cls: cls([1]), "partial": lambda cls: cls(len), "OrderedDict": lambda cls: cls(a=1),
    "Struct": lambda cls: cls("i"), "BytesIO": lambda cls: cls(b"ab"), "StringIO": lambda cls: cls("ab"),
    "memoryview": lambda cls: cls(b"ab"), "range": lambda cls: cls(3), "slice": lambda cls: cls(3),
    "bytes": lambda cls: b"ab", "str": lambda cls: "ab", "list": lambda cls: [1], "tuple": lambda cls: (1,),
    "dict": lambda cls: {1: 2}, "set": lambda cls: {1}, "frozenset": lambda cls: cls([1]), "int": lambda cls: 5,
    "float": lambda cls: 1.5, "complex": lambda cls: 1j, "bytearray": lambda cls: cls(b"ab"), "bool": lambda cls: True,
    "type": lambda cls: int, "defaultdict": lambda cls: cls(int),
}


def instance(cls):
    try:
        return INSTANCES.get(cls.__name__, lambda cls: cls())(cls)
    except Exception:
        return None


def message(function, arguments, keywords):
    try:
        return type(function(*arguments, **keywords)).__name__
    except BaseException as error:
        return f"{type(error).__name__}: {re.sub('0x[0-9a-f]+', '', str(error))}"


def tell(name, find):
    if name in SKIPPED or name in KNOWN:
        return
    is_large = name.rsplit(".", 1)[-1] in LARGE
    calls = CALLS[:-1] if is_large else CALLS
    texts = [message(find(), arguments, keywords) for arguments, keywords in calls]
    print(name, f"{binascii.crc32('|'.join(texts).encode()):08x}")


for module_name in MODULES:
    module = __import__(module_name)
    for name, value in sorted(vars(module).items()):
        kind = type(value).__name__
        if kind == "builtin_function_or_method":
            tell(f"{module_name}.{name}", lambda: value)
        elif isinstance(value, type) and not issubclass(value, BaseException) and name != "__loader__":
            tell(f"{module_name}.{name}", lambda: value)
            if f"{module_name}.{name}" in SKIPPED or instance(value) is None:
                continue
            for method, entry in sorted(vars(value).items()):
                if method not in UNCALLED and type(entry).__name__ in ("method_descriptor", "wrapper_descriptor"):
                    tell(f"{module_name}.{name}.{method}", lambda: getattr(instance(value), method))
