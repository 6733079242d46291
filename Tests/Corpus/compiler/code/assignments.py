a = b = c = 1
a, b = b, a
a, b, c = c, b, a
a, b, c, d = d, c, b, a
(a,) = b
[a, *b, c] = d
a.b = c[d] = e
a[1:2] = b[::3] = c[x, y:z]
def f():
    a, b = b, a
    a, b, c = c, b, a
    x, _ = y, z
    a, = 1,
    for a, b in c: pass
del a, b.c, d[e], (f, [g])
a += 1
a.b *= c
a[b] //= c
a[1:2] @= b
(n := 10)
a: int
b: str = "x"
c.d: int = 1
e[0]: float
(g): int
class K:
    h: int
    i: "str" = None
def fn():
    j: int = 1
    k: str
    l.m: x
