# Cells.
import sys

def outer(a, b):
    def inner(): return a, b
    return inner
f = outer(1, 2)
print([sys.getsizeof(c) for c in f.__closure__], sys.getsizeof(f.__closure__), sys.getsizeof(f))
