# Types that modules make at run time are held by their instances; static ones are not.
import _struct, _thread, array, collections, functools, gc, itertools, operator, os, sys, time

def count(make):
    cls = type(make())
    before = sys.getrefcount(cls)
    kept = [make() for _ in range(10)]
    held = sys.getrefcount(cls) - before
    del kept
    return cls.__name__, held, sys.getrefcount(cls) - before, sys.getsizeof(cls), cls.__flags__ >> 9 & 1

for make in (
    lambda: functools.partial(len), _thread.allocate_lock, _thread.RLock, lambda: operator.itemgetter(1),
    lambda: operator.attrgetter("a"), lambda: operator.methodcaller("a"), lambda: array.array("i"),
    lambda: iter(array.array("i")), lambda: os.stat("/"), lambda: time.gmtime(0), lambda: _struct.Struct("i"),
    lambda: functools.cmp_to_key(len), lambda: functools.lru_cache(len), _thread._local,
    collections.deque, list, itertools.count,
):
    print(*count(make))
class Sub(functools.partial): pass
before = sys.getrefcount(functools.partial), sys.getrefcount(Sub)
kept = [Sub(len) for _ in range(5)]
print(sys.getrefcount(functools.partial) - before[0], sys.getrefcount(Sub) - before[1])
del kept
print(sys.getrefcount(functools.partial) - before[0], sys.getrefcount(Sub) - before[1])
for item in (functools.partial(len), _thread.allocate_lock(), operator.itemgetter(1), operator.attrgetter("a"),
             operator.methodcaller("a", 1), array.array("i"), iter(array.array("i")), _struct.Struct("i")):
    print([held.__name__ if isinstance(held, type) else type(held).__name__ for held in gc.get_referents(item)])
print(gc.is_tracked(os.stat("/")), gc.is_tracked(time.gmtime(0)), gc.is_tracked(sys.flags))
