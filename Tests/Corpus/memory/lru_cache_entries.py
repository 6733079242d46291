# What an entry of an lru_cache keeps: the key, the result, a link.
import sys, functools
class A:
    def __init__(self, n): self.n = n
@functools.lru_cache(maxsize=3)
def f(a): return [a]
args = [A(n) for n in range(5)]
counts = []
for a in args:
    f(a)
    counts.append([sys.getrefcount(x) for x in args])
print(counts[-1], f.cache_info())
f(args[2])
f(A(9))
print([sys.getrefcount(x) for x in args], f.cache_info())
f.cache_clear()
print([sys.getrefcount(x) for x in args], sys.getsizeof(f))
@functools.lru_cache(maxsize=None)
def g(a): return (a,)
r = g(args[0])
print(sys.getrefcount(r), sys.getrefcount(args[0]), g(args[0]) is r)
@functools.lru_cache(typed=True)
def h(a): return a + 0
print(h(1), h(1.0), h.cache_info())
@functools.lru_cache(maxsize=0)
def z(a): return a
z(args[1]); print(sys.getrefcount(args[1]), z.cache_info())
