a or b and not c
not not a
a < b <= c != d is not e not in f in g is h
a | b ^ c & d << e + f - g * h // i % j @ k
-a ** -b
~+-a
a if b else c if d else e
await_ = lambda: (yield)
a.b.c[d](e)
a[b, c:d, ...]
a[*b]
a[b:=1]
a[:], a[::], a[1:2:3], a[1::]
None, True, False, ..., NotImplemented
