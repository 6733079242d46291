# Whether *args is the tuple that was passed.
def star(*a): return a
def keywords(**k): return k
t, d = (1, 2, 3), {"a": 1}
print(star(*t) is t, star(*()) is (), keywords(**d) is d, star(*[1]) is star(*[1]))
def through(*a): return star(*a)
print(through(*t) is t)
import functools
print(functools.partial(star, *t)() == t, functools.partial(star)(*t) is t)
