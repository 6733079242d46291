# Keywords come from a mapping in the order and with the values that it tells itself.
class Told(dict):
    def __iter__(self):
        return iter(["z"])

    def keys(self):
        return ["k"]

    def __getitem__(self, key):
        return "got " + key


class Quiet(dict):
    def keys(self):
        return ["k"]


def function(**keywords):
    return keywords


for mapping in Told(a=1), Quiet(a=1):
    print(dict(mapping), {**mapping}, function(**mapping), dict(**mapping))
    target = {}
    target.update(mapping)
    print(target)


class Special:
    """Gives methods that are found in the type and bound."""

    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        print("bound")
        return self.function.__get__(instance, owner)


class Object:
    __bytes__ = Special(lambda self: b"bytes")
    __format__ = Special(lambda self, specification: "formatted " + specification)
    __round__ = Special(lambda self, digits=None: digits)
    __dir__ = Special(lambda self: ["b", "a"])
    __reversed__ = Special(lambda self: [1])


print(bytes(Object()), format(Object(), "x"), round(Object()), round(Object(), 3), dir(Object()))
print(list(reversed(Object())))
