# Bytes of a subclass.
import sys

class B(bytes): pass
for n in range(0, 40, 3):
    print(n, sys.getsizeof(B(n)), sys.getsizeof(B(b"x" * n)))
