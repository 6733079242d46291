# A weak reference counts nothing.
from sys import getrefcount as count

import weakref
class C: pass
c = C()
r = weakref.ref(c); p = weakref.proxy(c); print(count(c), count(r))
s = weakref.ref(c); print(s is r, count(r), weakref.getweakrefcount(c))
d = weakref.WeakValueDictionary(a=c); print(count(c), count(d["a"]))
