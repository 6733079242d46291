def f(x, y=2, *args, k=3, **kw):
    return x, y, args, k, kw


def g(a, b, /, c, *, d, e=5):
    return a, b, c, d, e


def attempt(function, *args, **kw):
    try:
        print(function(*args, **kw))
    except TypeError as error:
        print(error)


attempt(f, 1)
attempt(f, 1, 2, 3, 4, k=5, z=6)
attempt(f)
attempt(f, 1, x=2)
attempt(g, 1, 2, 3, d=4)
attempt(g, 1, 2, c=3, d=4, e=6)
attempt(g, 1)
attempt(g, 1, 2, 3)
attempt(g, 1, 2, 3, 4, d=5)
attempt(g, 1, 2, 3, 4, 5)
attempt(g, a=1, b=2, c=3, d=4)
attempt(g, 1, 2, 3, d=4, z=5)


def one(x): pass
def none(): pass
def defaults(x, y=1): pass
def three(a, b, c): pass


attempt(one)
attempt(one, 1, 2)
attempt(none, 1)
attempt(none, 1, 2)
attempt(defaults, 1, 2, 3)
attempt(three)
attempt(three, 1)
attempt(three, 1, 2)
attempt(lambda *, k: k)
attempt(lambda *, k, m: k)


def outer():
    def inner(a): pass
    attempt(inner)


outer()
try:
    f(**{'a': 1}, **{'a': 2})
except TypeError as error:
    print(error)
try:
    f(*5)
except TypeError as error:
    print(error)
try:
    f(**5)
except TypeError as error:
    print(error)
try:
    f(**{1: 2})
except TypeError as error:
    print(error)
one.__defaults__ = (7,)
attempt(one)
print(one.__defaults__, f.__kwdefaults__, f.__code__.co_varnames, g.__code__.co_posonlyargcount)
print(f.__name__, outer.__qualname__, one.__closure__, f.__module__)
