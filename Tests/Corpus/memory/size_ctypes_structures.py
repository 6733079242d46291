# Structures and unions, their padding, and where their values are.
import ctypes, sys
KINDS = [ctypes.c_byte, ctypes.c_short, ctypes.c_int, ctypes.c_long, ctypes.c_double, ctypes.c_void_p]
for base in (ctypes.Structure, ctypes.Union):
    for first in KINDS:
        for second in KINDS:
            cls = type("T", (base,), {"_fields_": [("a", first), ("b", second)]})
            value = cls()
            place = ctypes.addressof(value) - id(value)
            print(base.__name__, first.__name__, second.__name__, ctypes.sizeof(cls), cls.b.offset,
                  cls.b.size, sys.getsizeof(value), 0 <= place < sys.getsizeof(value))
