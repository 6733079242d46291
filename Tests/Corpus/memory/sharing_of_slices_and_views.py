# What is the same object after an operation that changes nothing.
b = b"some bytes"; s = "some text"; t = (1, 2, 3); f = frozenset(t); r = range(5); i = 10 ** 30; x = 1.5
print([b[:] is b, bytes(b) is b, b + b"" is b, b * 1 is b, b.strip() is b, b.replace(b"z", b"") is b])
print([s[:] is s, str(s) is s, s + "" is s, s * 1 is s, s.strip() is s, s.replace("z", "") is s, "".join([s]) is s, "%s" % s is s, f"{s}" is s, s.format() is s, s.lower() is s])
print([t[:] is t, tuple(t) is t, t + () is t, t * 1 is t, () + t is t])
print([frozenset(f) is f, f.copy() is f, f | f is f, f - set() is f])
print([r[:] is r, int(i) is i, +i is i, abs(i) is i, i + 0 is i, float(x) is x, +x is x, complex(1j) is 1j])
