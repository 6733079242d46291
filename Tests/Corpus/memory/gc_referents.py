# What objects refer to, in their order.
import gc

class C:
    x = 1
c = C(); c.a = [1]; c.b = "t"
def f(a=[7], *, k=(8,)): return a
for x in ([1, "a"], (2, 3), {"k": "v", 1: 2}, {5}, c, slice(1, 2), f.__get__(c), iter([9]), range(3), 1.5,
          zip([1], [2]), property(C), [].append, map(abs, [4]), enumerate("z")):
    print(type(x).__name__, [repr(y) if isinstance(y, (int, str, list, tuple, float)) else type(y).__name__ for y in gc.get_referents(x)])
print([type(y).__name__ for y in gc.get_referents(f)])
