"""The context of an exception that is thrown into a generator, and of those that it raises then."""


def chain(error):
    found = []
    while error:
        found.append(str(error))
        error = error.__context__
    return found


def plain():
    yield


def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield


def raising():
    try:
        yield
    finally:
        raise ValueError("last")


for make in plain, handling, raising:
    for handled in False, True:
        first, second = Exception(1), Exception(2)
        second.__context__ = first
        generator = make()
        next(generator)
        try:
            if handled:
                try:
                    raise OSError("outside")
                except OSError:
                    generator.throw(second)
            else:
                generator.throw(second)
        except Exception as error:
            print(make.__name__, handled, chain(error))

from contextlib import ExitStack, contextmanager


@contextmanager
def leaving(error):
    try:
        yield
    finally:
        raise error


try:
    with ExitStack() as stack:
        for number in 4, 3, 2:
            stack.enter_context(leaving(Exception(number)))
        raise Exception(1)
except Exception as error:
    print(chain(error))
