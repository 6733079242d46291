# A display makes a new object each time.
def make(): return [], {}, {1}, [1], {1: 1}, (1, []), lambda: 0
print([a is b for a, b in zip(make(), make())])
def make_constant(): return (), (1, 2), "", 1.5, frozenset
print([a is b for a, b in zip(make_constant(), make_constant())])
f, g = make()[6], make()[6]
print(f.__code__ is g.__code__, f.__defaults__ is g.__defaults__, f.__globals__ is g.__globals__)
