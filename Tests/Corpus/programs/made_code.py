import marshal
import types


def add(a, b=2):
    return a + b


def counter(start):
    def step():
        nonlocal start
        start += 1
        return start
    return step


def items(count):
    try:
        for index in range(count):
            received = yield index
            if received:
                yield from received
    finally:
        print("over")


renamed = types.FunctionType(add.__code__.replace(co_name="renamed"), {}, None, (5,))
print(renamed(1), renamed.__name__, renamed.__code__ == add.__code__)
subtract = add.__code__.co_code.replace(b"\x7a\x00", b"\x7a\x0a")
print(types.FunctionType(add.__code__.replace(co_code=subtract), {})(7, 3))
read = marshal.loads(marshal.dumps(counter.__code__))
step = types.FunctionType(read, globals())(10)
print(step(), step(), read == counter.__code__, hash(read) == hash(counter.__code__))
copied = types.FunctionType(items.__code__.replace(), globals())
generator = copied(3)
print(next(generator), generator.send("ab"), next(generator), list(generator))
generator = copied(3)
next(generator)
generator.close()
print(add.__code__.replace(co_code=b"\x09\x00").co_code)
namespace = {}
exec(marshal.loads(marshal.dumps(compile("x = [i for i in range(3)]\nclass C: y = x", "m", "exec"))), namespace)
print(namespace["x"], namespace["C"].y)
for wrong in (dict(co_nlocals=9), dict(co_varnames=("a",)), dict(co_argcount=-1), dict(co_code="")):
    try:
        add.__code__.replace(**wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
