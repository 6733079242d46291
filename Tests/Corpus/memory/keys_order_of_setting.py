# Attributes set in another order.
import sys

class C: pass
a, b, c = C(), C(), C()
a.x = a.y = a.z = 1
b.z = b.y = b.x = 1
c.y = 1
print([sys.getsizeof(vars(o)) for o in (a, b, c)], list(vars(a)), list(vars(b)))
