# A base knows its subclasses by weak references, which count with the others.
import gc
import sys

from _weakref import getweakrefcount, ref


class A:
    pass


class B(A):
    pass


print(getweakrefcount(A), getweakrefcount(B), getweakrefcount(int), getweakrefcount(object))
print(ref(A) is ref(A), sys.getrefcount(ref(A)))
print(A.__subclasses__())
del B
gc.collect()
print(A.__subclasses__(), getweakrefcount(A))
