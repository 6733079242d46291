# Copies of immutables are themselves.
t, s, b, f = (1, [2]), "text", b"bytes", frozenset([1])
print(t[:] is t, tuple(t) is t, s[:] is s, str(s) is s, b[:] is b, bytes(b) is b, f.copy() is f, frozenset(f) is f)
i, x = 10 ** 20, 1.5
print(int(i) is i, +i is i, float(x) is x, +x is x, i * 1 is i, abs(i) is i, round(i) is i, complex(x) is x)
class T(tuple): pass
u = T(t)
print(u[:] is u, tuple(u) is u, type(u[:]).__name__)
