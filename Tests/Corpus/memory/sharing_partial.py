# A partial of a partial is made one; what is shared and what is copied.
import functools, sys
def f(*a, **k): return a, k
p = functools.partial(f, 1, 2, x=3)
q = functools.partial(p, 4, y=5)
print(q.func is f, q.args, q.keywords, p.args, sys.getrefcount(f))
print(q.keywords is p.keywords, functools.partial(p).args is p.args)
r = functools.partial(p)
r.mark = 1
s = functools.partial(r, 6)
print(s.func is r, s(7), sys.getsizeof(p), sys.getsizeof(r.__dict__))
t = (1, 2)
u = functools.partial(f, *t)
print(u.args is t, u(), u(3, z=1))
n = functools.partial(f)
print(n(1, 2), n(*range(8)), functools.partial("{}{}".format, 1)(2))
