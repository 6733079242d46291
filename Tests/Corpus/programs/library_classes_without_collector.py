"""Instances of classes that `_testcapi.without_gc` takes from the collector: they have no header of its."""
import gc
import weakref

from _testcapi import without_gc


class Base:
    calls = []
    __slots__ = ()

    def __del__(self):
        self.calls.append(id(self))


@without_gc
class Plain(Base):
    __slots__ = ()


@without_gc
class Referenced(Base):
    __slots__ = ('__weakref__',)


for cls in (Plain, Referenced):
    things = [cls() for _ in range(1000)]
    print(cls.__name__, gc.is_tracked(things[0]))
    ids = [id(thing) for thing in things]
    reference = weakref.ref(things[0]) if cls is Referenced else None
    things.reverse()
    while things:
        things.pop()
    print(Base.calls == ids, reference and reference())
    Base.calls.clear()
