"""Instances of classes that `_testcapi.without_gc` takes from the collector: they have no header of its."""
import gc

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
class Slotted(Base):
    __slots__ = ('value',)


for cls in (Plain, Slotted):
    things = [cls() for _ in range(1000)]
    print(cls.__name__, gc.is_tracked(things[0]))
    ids = [id(thing) for thing in things]
    things.reverse()
    while things:
        things.pop()
    print(Base.calls == ids)
    Base.calls.clear()
