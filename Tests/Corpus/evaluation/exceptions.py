try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise KeyError('x') from error
except KeyError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('x')
except KeyError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError from None
except ValueError as error:
    print(repr(error), error.__suppress_context__)


def unbound():
    print(v)
    v = 1


def free():
    def inner():
        return q
    inner()
    q = 1


def attempt(function, *args):
    try:
        print(function(*args))
    except BaseException as error:
        print(type(error).__name__, error, repr(error))


attempt(unbound)
attempt(free)
attempt(lambda: undefined_name)


def deleted():
    x = 1
    del x
    return x


attempt(deleted)


def raise_it(what):
    raise what


attempt(raise_it, 5)
attempt(raise_it, KeyError)
attempt(raise_it, KeyError('a', 'b'))
attempt(raise_it, SystemExit(3))
attempt(raise_it, OSError(2, 'No such file', 'name'))
attempt(raise_it, OSError('text'))
attempt(raise_it, StopIteration(5))
attempt(raise_it, UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'))
attempt(raise_it, UnicodeEncodeError('ascii', 'aé', 1, 2, 'bad'))
attempt(raise_it, SyntaxError('msg', ('file.py', 3, 1, 'text')))
attempt(raise_it, ImportError('text', name='n', path='p'))
attempt(raise_it, NameError('text', name='n'))
print(type(FileNotFoundError(2, 'x')), type(OSError(2, 'x')), OSError(2, 'x', 'f').filename)
print(StopIteration(1, 2).value, SystemExit().code, SystemExit(1, 2).code)
print(KeyError('a').args, str(KeyError('a')), str(KeyError('a', 'b')), str(KeyError()))
for cls in (Exception, OSError, KeyError, SyntaxError, UnicodeError):
    print(cls.__mro__)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    try:
        raise ValueError
    except int:
        pass
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError(1)
    except (KeyError, ValueError) as error:
        raise
except ValueError as error:
    print(error.args)
error = ValueError('x')
error.add_note('one')
error.add_note('two')
print(error.__notes__)
print(error.with_traceback(None) is error)
try:
    error.__cause__ = 5
except TypeError as problem:
    print(problem)


def chain():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            raise ValueError(2)
        except ValueError:
            raise TypeError(3)


try:
    chain()
except TypeError as error:
    print(repr(error.__context__), repr(error.__context__.__context__))


def finally_swallows():
    try:
        raise KeyError
    finally:
        return 'swallowed'


print(finally_swallows())
try:
    [].missing
except AttributeError as error:
    print(error, error.name, error.obj)
def recurse(n):
    return recurse(n + 1)
try:
    recurse(0)
except RecursionError as error:
    print(error)
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(depth(0))
