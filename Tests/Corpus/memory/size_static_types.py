# Built-in types are of one size, and tell that of their instances.
import sys

for t in (int, float, str, list, dict, set, tuple, type, object, bytes, bytearray, range, slice,
          complex, frozenset, property, classmethod, memoryview, enumerate, super, Exception):
    print(t.__name__, sys.getsizeof(t), t.__basicsize__, t.__itemsize__)
