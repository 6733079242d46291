import sys
x = 12345678
print(sys.getrefcount(x))
y2=(1,2,3)
s='hello world'
print(sys.getrefcount(y2), sys.getrefcount(s))
def f():
    return 99999
print(sys.getrefcount(f()))
z = 1 + 100000
print(sys.getrefcount(z))
w = -55555
print(sys.getrefcount(w))
t = 7777.5
u = 7777.5
print(sys.getrefcount(t), sys.getrefcount(u), sys.getrefcount('lit er al'))
q = 1000
r = [1000]
print(sys.getrefcount(q), sys.getrefcount(b'abc def'), sys.getrefcount("ident"))
exec("m = 424242\nprint(sys.getrefcount(m))")
print(sys.getrefcount(m))
