x = 1
x = y = (a, b) = [c, *d] = z
x, = 1,
a.b = c[0] = c[1:2, ::3] = 0
x += 1; y **= 2; z //= 3; w >>= 4; v @= m
n: int
n: int = 5
(n): int = 5
a.b: 'text'
c[i]: list[int] = []
(p.q): int
x = yield_ = (yield)
*a, b = *c, d
(*a, b), c = e
del x, (y, z), [w], a.b, c[0]
del x,
