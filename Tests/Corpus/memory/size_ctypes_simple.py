# The size of an instance of each simple C type, and of its value.
import ctypes, sys
for name in sorted(dir(ctypes)):
    cls = getattr(ctypes, name)
    if isinstance(cls, type) and issubclass(cls, ctypes._SimpleCData) and cls is not ctypes._SimpleCData:
        print(name, cls.__name__, ctypes.sizeof(cls), sys.getsizeof(cls()), cls.__basicsize__)
