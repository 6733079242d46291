# A default is made once.
def f(a=[], b={}, c=()):
    a.append(1)
    return a, b, c
x, y = f(), f()
print(x[0] is y[0], x[1] is y[1], x[2] is y[2], x[0], f.__defaults__[0] is x[0])
def g(*, k=[]): return k
print(g() is g(), g() is g.__kwdefaults__["k"])
