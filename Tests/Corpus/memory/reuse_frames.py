# Local values of calls take the places of the last call's.
def f(): return id(object()), id([]), id(set())
print(len({f() for _ in range(10)}))
def g(n): return g(n - 1) if n else id(object())
print(len({g(n) for n in range(10)}))
def h(): return id((lambda: 0)), id((x for x in ()))
print(len({h() for _ in range(10)}))
