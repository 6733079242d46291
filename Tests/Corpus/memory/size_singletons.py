# Objects there is one of.
import sys

for x in (None, True, False, ..., NotImplemented, (), "", b"", 0):
    print(repr(x), sys.getsizeof(x))
