# Ints of a subclass keep the digits in place, then the dict.
import sys

class I(int): pass
class S(int): __slots__ = ()
for n in range(0, 200, 15):
    print(n, sys.getsizeof(I(2 ** n)), sys.getsizeof(S(2 ** n)))
