# Weak references.
import sys, weakref

class C:
    def m(self): pass
c = C()
for x in (weakref.ref(c), weakref.proxy(c), weakref.ref(c, print), weakref.WeakMethod(c.m),
          weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()):
    print(type(x).__name__, sys.getsizeof(x))
