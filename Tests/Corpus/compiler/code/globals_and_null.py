def f():
    print(x)
    y = g(h(1), k.m(2))
    return len(y)(z)
