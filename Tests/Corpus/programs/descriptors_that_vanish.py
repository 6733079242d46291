# Attributes that are taken from their class while they are looked up or read.
import gc


class Evil:
    """A key of an instance's dict whose comparison deletes the class's attribute."""

    def __hash__(self):
        return hash("attr")

    def __eq__(self, other):
        try:
            del C.attr
        except AttributeError:
            pass
        return False


class Descriptor:
    def __get__(self, instance, owner=None):
        return [type(self).__name__] * 2


for number in range(20):
    class C:
        attr = Descriptor()

    c = C()
    c.__dict__[Evil()] = 0
    value = c.attr
    rubbish = [object() for _ in range(50)]
    gc.collect()
print(value, hasattr(c, "attr"))


class Vanishing:
    def __get__(self, instance, owner=None):
        del owner.attr
        gc.collect()
        return self


class D:
    attr = Vanishing()


print(type(D.attr).__name__, hasattr(D, "attr"))


class E:
    @property
    def attr(self):
        del E.attr
        gc.collect()
        return "read"


print(E().attr, hasattr(E, "attr"))


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


# What native types keep from being jumped over.
attempt(object.__setattr__, str, "foo", 42)
attempt(object.__delattr__, str, "lower")
attempt(dict.__dict__["fromkeys"].__get__, 42)
attempt(dict.__dict__["fromkeys"].__get__, None, 42)
attempt(dict.__dict__["fromkeys"].__get__, None, int)
attempt(type(list).__dict__["__doc__"].__set__, list, "text")
attempt(type.__dict__["__name__"].__set__, list, "text")


class F:
    "text"


attempt(type(F).__dict__["__doc__"].__delete__, F)
attempt(type(F).__dict__["__name__"].__delete__, F)
instance = F()
instance.x = 1
del instance.__dict__
print(instance.__dict__)
instance.y = 2
print(instance.__dict__)


class Meta(F, type):
    pass


class G(metaclass=Meta):
    pass


attempt(setattr, G, "__dict__", {})
print(type(F.__dict__["__dict__"].__get__(G)).__name__)


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattribute__(self, name):
        if name == "_target":
            return object.__getattribute__(self, name)
        return getattr(self._target, name)


class Base:
    def f(self):
        return "Base.f"


class Derived(Base):
    def f(self):
        return super(Derived, self).f() + ", Derived.f"


print(Derived.f(Proxy(Derived())))


class LeavesItselfOut(type):
    def mro(cls):
        del LeavesItselfOut.mro
        return (Base,)


attempt(LeavesItselfOut, "H", (), {})
