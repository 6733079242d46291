"""What an AttributeError tells of itself: its text, and the name and object that suggestions are made from."""
import functools
import io
import types


class Plain:
    pass


class Slots:
    __slots__ = ('abc',)


class Getter:
    def __getattr__(self, name):
        raise AttributeError('mine')


class Named:
    def __getattr__(self, name):
        raise AttributeError('x', name='q')


class Empty:
    def __getattribute__(self, name):
        raise AttributeError


class Property:
    @property
    def abc(self):
        raise AttributeError('own')


class Descriptor:
    def __get__(self, instance, owner):
        raise AttributeError('descriptor')


class Held:
    value = Descriptor()
    __slots__ = ('slot',)


class Meta(type):
    def __getattr__(cls, name):
        raise AttributeError('meta')


class Classy(metaclass=Meta):
    pass


def function():
    pass


def attempt(what, action):
    try:
        action()
        print(what, 'fine')
    except Exception as error:
        print(what, type(error).__name__, error, getattr(error, 'name', '-'),
              type(getattr(error, 'obj', '-')).__name__)


module = types.ModuleType('module')
module.__getattr__ = lambda name: (_ for _ in ()).throw(AttributeError('mod'))
bare = types.ModuleType('bare')
partial = functools.partial(len)

for number, action in enumerate([
    lambda: Slots().abc, lambda: Slots().abc(), lambda: Slots().abd, lambda: Getter().x, lambda: Named().x,
    lambda: Empty().x, lambda: Empty().x(), lambda: Property().abc, lambda: Property().abc(), lambda: Held().value,
    lambda: Held.value, lambda: Held().slot, lambda: Classy.q, lambda: module.q, lambda: bare.q, lambda: bare.q(),
    lambda: object.__getattribute__(Held(), 'slot'), lambda: type.__getattribute__(Classy, 'q'),
    lambda: Property.__dict__['abc'].__get__(Property()), lambda: types.ModuleType.__getattribute__(bare, 'q'),
    lambda: object.__getattribute__(bare, 'q'), lambda: bare.__getattribute__('q'), lambda: int.q, lambda: int.q(),
    lambda: object.__getattribute__(1, 'q'), lambda: type.__getattribute__(int, 'q'), lambda: super(Plain, Plain()).q,
    lambda: super(Plain, Plain()).q(), lambda: getattr(1, 'q'), lambda: types.SimpleNamespace().q, lambda: partial.q,
    lambda: types.GenericAlias(list, int).q, lambda: function.__closure__.x, lambda: Classy.__abstractmethods__,
]):
    attempt(number, action)

for thing in [
    Plain(), Slots(), Property(), Classy(), Classy, function, types, bare, types.SimpleNamespace(), partial, 1,
    object(), (), [].append, int, function.__code__, iter([]), classmethod(function), staticmethod(function),
    property(function), types.MappingProxyType({}), types.GenericAlias(list, int), super(Plain, Plain()), slice(1),
    range(3), None, 1.5, ..., functools.lru_cache(function), Exception(), io.StringIO(), type('Dict', (dict,), {})(),
    type('Int', (int,), {})(1), type('Tuple', (tuple,), {})(),
]:
    what = type(thing).__name__
    attempt(what, lambda: getattr(thing, 'zzz'))
    attempt(what, lambda: delattr(thing, 'zzz'))
    if not isinstance(thing, (type, types.ModuleType)):
        attempt(what, lambda: setattr(thing, 'zzz', 1))
    attempt(what, lambda: setattr(thing, '__class__', 5))
    attempt(what, lambda: delattr(thing, '__class__'))
    attempt(what, lambda: delattr(thing, '__dict__'))
    attempt(what, lambda: setattr(thing, '__dict__', 5))
    for action in (getattr, delattr, lambda thing, name: setattr(thing, name, 1)):
        attempt(what, lambda: action(thing, 5))

# Nothing is suggested for what was to be deleted or set.
import traceback
Plain.value = 1
for action in (lambda: Plain().valu, lambda: delattr(Plain(), 'valu'), lambda: setattr(1, 'rael', 1)):
    try:
        action()
    except AttributeError as error:
        print(traceback.format_exception_only(error))
