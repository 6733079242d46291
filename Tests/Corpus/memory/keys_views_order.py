# The order of attributes set over shared keys.
import sys

class C: pass
a = C(); a.one = 1; a.two = 2; a.three = 3
b = C(); b.three = 3; b.one = 1
print(list(vars(b).items()), b.__dict__)
c = C(); c.two = 2; del c.two; c.one = 1; c.two = 2
print(vars(c))
for o in (a, b, c): o.four = 4
print([list(vars(o)) for o in (a, b, c)])
