from __future__ import annotations
def f(a: int | None, *b: *Ts, c: "s" = 1, d: Dict[str, List[int]] = {}) -> lambda x, *y, z=1, **w: x + -y ** 2: pass
x: a.b[1:2, ::3, ...] = 1
y: (y_, [i for i in j if k if l], {1: 2, **z}, {*s}, f"{a!r:>{w}} {{}}", u"u", b"b", 1e999, 2j)
z: not a or b and c < d in e if f else g
w: (1, ) | () | (a, b) | await_ @ ~x << 3 // -4
v: f(*a, b=1, **c)(i for i in j)
class C:
    q: (lambda: 1)() | (a if b else c)[d].e
    r: 1 .real + 1.5.imag
