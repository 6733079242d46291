f()
f(1, 2, *a, k=1, **kw)
f(a for a in b)
f(*a, *b, x=1, *c, y=2, **d, z=3, **e,)
f(x := 1, y)
f(a)(b)[c].d(e=f)
class C(A, B, metaclass=M, *bases, **kw): pass
