"""Names and documentation of classes have to be text that C can hold."""


def attempt(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__, error)


def rename(name, value):
    cls = type("C", (), {})
    setattr(cls, name, value)
    return cls.__name__, cls.__qualname__


attempt(lambda: type("A\0B", (), {}))
attempt(lambda: type("A\udcdcB", (), {}))
attempt(lambda: rename("__name__", "A\0B"))
attempt(lambda: rename("__name__", "A\udcdcB"))
attempt(lambda: rename("__name__", b"A"))
attempt(lambda: rename("__name__", "é"))
attempt(lambda: rename("__qualname__", "A\0B"))
attempt(lambda: type("A", (), {"__doc__": "x\udcdcy"}))
attempt(lambda: type("A", (), {"__doc__": "x\0y"}).__doc__)
attempt(lambda: type("A", (), {"__doc__": "é"}).__doc__)
