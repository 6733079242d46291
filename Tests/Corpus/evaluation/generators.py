def gen(n):
    for i in range(n):
        received = yield i
        if received:
            print('got', received)
    return 'done'


print(list(gen(3)))
it = gen(3)
print(next(it), it.send('hello'))


def delegate():
    result = yield from gen(2)
    print('result', result)
    yield from [7, 8]


print(list(delegate()))
it.close()
print(list(it))
print(sum(i for i in range(5)))


def cleanup():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print('closed')
        raise
    finally:
        print('cleaned')


c = cleanup()
next(c)
c.close()
c = cleanup()
next(c)
del c


def catcher():
    while True:
        try:
            yield 'ready'
        except ValueError as error:
            print('caught', error)


c = catcher()
next(c)
print(c.throw(ValueError('thrown')))
try:
    c.throw(KeyError('out'))
except KeyError as error:
    print(repr(error))
try:
    next(c)
except StopIteration as error:
    print('stopped', error.value)


def returns():
    return 5
    yield


try:
    next(returns())
except StopIteration as error:
    print(error.value)


def stops():
    raise StopIteration(3)
    yield


try:
    next(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def reenter():
    yield next(again)


again = reenter()
try:
    next(again)
except ValueError as error:
    print(error)
g = gen(1)
try:
    g.send(1)
except TypeError as error:
    print(error)
print(g.gi_running, g.gi_frame is None, g.__name__, g.gi_code.co_name)


def inner_throw():
    try:
        yield 1
    except ValueError:
        yield 'handled'
    return 'inner'


def outer_throw():
    result = yield from inner_throw()
    yield result


o = outer_throw()
next(o)
print(o.throw(ValueError), next(o))


def handled():
    try:
        raise KeyError(1)
    except KeyError:
        yield 1
        raise


h = handled()
next(h)
try:
    raise ValueError('outside')
except ValueError:
    try:
        next(h)
    except KeyError as error:
        print(repr(error))


async def coroutine():
    return 42


async def awaiting():
    return await coroutine() + 1


co = awaiting()
try:
    co.send(None)
except StopIteration as error:
    print(error.value)
