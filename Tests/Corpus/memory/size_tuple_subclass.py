# Tuples of a subclass.
import sys
from collections import namedtuple

class T(tuple): pass
for n in range(8):
    N = namedtuple("N", [f"f{i}" for i in range(n)])
    print(n, sys.getsizeof(T(range(n))), sys.getsizeof(N(*range(n))), N.__basicsize__)
