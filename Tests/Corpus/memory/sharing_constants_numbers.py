# Equal numbers of one unit are shared by type and value.
a, b, c = 1000, 1000, 1000.0
def f(): return 1000, 1000.0, 1000j
x, y, z = f()
print(a is b, a is x, c is y, z is f()[2], 0.0 is -0.0, 1.0 is 1.0)
print(f() is f(), f()[0] is a)
