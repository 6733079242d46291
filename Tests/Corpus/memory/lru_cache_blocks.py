# Blocks an entry takes: the link, and a key of its own when there are more arguments than one.
import sys, functools
def blocks(call, cache):
    for i in range(1000, 1100): call(i)
    cache.cache_clear()
    before = sys.getallocatedblocks()
    for i in range(1000, 1020): call(i)
    return sys.getallocatedblocks() - before
@functools.lru_cache(maxsize=500)
def f(*a, **k): return None
print(blocks(lambda i: f(i), f) // 20, blocks(lambda i: f(i, i), f) // 20, blocks(lambda i: f(a=i), f) // 20)
