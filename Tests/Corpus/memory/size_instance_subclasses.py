# Instances of subclasses of built-in types.
import sys

for base in (object, int, float, str, bytes, tuple, list, dict, set, frozenset, bytearray, complex,
             Exception, type(sys)):
    C = type("C", (base,), {})
    S = type("S", (base,), {"__slots__": ()})
    arguments = ("m",) if base is type(sys) else ()
    for t in (C, S):
        x = t(*arguments)
        print(base.__name__, t.__name__, sys.getsizeof(x), t.__basicsize__, t.__dictoffset__,
              t.__weakrefoffset__)
