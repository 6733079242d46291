# Instances of classes with slots.
import sys

for n in range(9):
    class C:
        __slots__ = tuple("abcdefgh"[:n])
    c = C()
    print(n, sys.getsizeof(c), C.__basicsize__, C.__dictoffset__, C.__weakrefoffset__)
