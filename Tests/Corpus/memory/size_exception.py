# Exceptions have their type's own fields.
import sys

for kind in (Exception, OSError, KeyError, SyntaxError, ImportError, StopIteration, SystemExit,
             NameError, AttributeError, MemoryError, FileNotFoundError, RecursionError,
             UnicodeError, Warning, GeneratorExit, KeyboardInterrupt, BlockingIOError):
    x = kind()
    print(kind.__name__, sys.getsizeof(x), kind.__basicsize__)
    print(sys.getsizeof(kind("a", "b")) if kind is not SyntaxError else "")
