import sys

x = 1000
print(sys.getrefcount(x))
y = [x, x]
print(sys.getrefcount(x))


def f(a):
    return sys.getrefcount(a)


def g(a, b):
    c = a
    return sys.getrefcount(a), sys.getrefcount(c), f(a)


z = [1]
for i in range(20):
    result = g(z, z)
print(result)
print(f([]))
print(f(z), sys.getrefcount(z))
s = 'hello world'
print(sys.getrefcount(s))
t = (1, 2, x)
print(sys.getrefcount(x))


def closure():
    value = [1]
    def inner():
        return sys.getrefcount(value)
    return inner() , sys.getrefcount(value), sys.getrefcount(inner)


print(closure())
d = {'k': z}
print(sys.getrefcount(z))
del d
print(sys.getrefcount(z))
a = b = c = [2]
print(sys.getrefcount(a))
a, b = b, a
print(sys.getrefcount(a))
try:
    raise ValueError(z)
except ValueError as error:
    print(sys.getrefcount(z), sys.getrefcount(error))
print(sys.getrefcount(z))


def generator(value):
    yield sys.getrefcount(value)
    yield sys.getrefcount(value)


it = generator(z)
print(next(it), sys.getrefcount(z), next(it))
del it
print(sys.getrefcount(z))
print(sys.getrefcount(f), sys.getrefcount(f.__code__))
