# Lists with a buffer.
def make(): return [1, 2]

others = [make() for _ in range(200)]
a = make()
b = make()
c = make()
print(hex(id(a)), hex(id(b)), hex(id(c)))
del b
d = make()
print(hex(id(d)))
del a, c
e = make()
f = make()
print(hex(id(e)), hex(id(f)))
del d, e, f
print(len({id(make()) for _ in range(5)}))
