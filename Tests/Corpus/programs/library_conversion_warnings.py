import operator
import warnings


class Number:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    __int__ = __index__

    def __float__(self):
        return self.value

    def __complex__(self):
        return self.value


class MyInt(int):
    pass


class MyFloat(float):
    pass


class MyComplex(complex):
    pass


class Truncated:
    def __trunc__(self):
        return 5


def show(function, *arguments):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = function(*arguments)
            print(result, type(result).__name__)
        except Exception as error:
            print(type(error).__name__, error)
    for warning in caught:
        print("   ", warning.category.__name__, warning.message)


show(int, Number(MyInt(3)))
show(float, Number(MyFloat(2.5)))
show(complex, Number(MyComplex(1j)))
show(bin, Number(MyInt(3)))
show(int, Truncated())
show(bool, NotImplemented)
show(b"\\q\\777".decode, "unicode_escape")
for bad in 1.5, "x":
    show(int, Number(bad))
    show(complex, Number(bad))
