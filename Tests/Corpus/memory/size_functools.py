# Objects of functools and operator.
import sys, functools, operator

def f(): pass
for x in (functools.partial(f), functools.partial(f, 1, a=2), functools.lru_cache(f),
          functools.lru_cache(maxsize=None)(f), functools.cmp_to_key(f)(1),
          operator.itemgetter(1), operator.attrgetter("a"), operator.methodcaller("a")):
    print(type(x).__name__, sys.getsizeof(x))
