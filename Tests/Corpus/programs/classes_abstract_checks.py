# Objects with a tuple of `__bases__` count as classes; `mro` is checked; bases may be set again while it runs.
class Abstract:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Instance:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


top = Abstract()
child = Abstract(Abstract(), top)
print(isinstance(Instance(child), top), isinstance(Instance(top), child), issubclass(child, top))
for check in (lambda: isinstance(1, 2), lambda: issubclass(3, int), lambda: issubclass(int, 3)):
    try:
        check()
    except TypeError as error:
        print(error)


class Devious(type):
    def mro(cls):
        return [cls, dict, object]


class Number(type):
    def mro(cls):
        return [cls, 42]


for meta in (Devious, Number):
    try:
        meta("Made", (), {})
    except TypeError as error:
        print(error)


class Changing(type):
    def mro(cls):
        if cls.__name__ == "Child" and Changing.ready:
            Changing.ready = False
            cls.__bases__ = (Second,)
        return type.mro(cls)


Changing.ready = False


class First(metaclass=Changing):
    pass


class Second(metaclass=Changing):
    pass


class Child(First):
    pass


Changing.ready = True
Child.__bases__ = (First,)
print(Child.__bases__, [cls.__name__ for cls in Child.__mro__])


class Text(property):
    "The class's own text."


class Holder:
    @Text
    def value(self):
        "The getter's text."

    @classmethod
    @property
    def __doc__(cls):
        return f"computed for {cls.__name__}"


print(Holder.value.__doc__, "|", Holder.__doc__)


class Leaving:
    def __del__(self):
        self.__class__ = Second


for _ in range(3):
    Leaving()
print("left")
