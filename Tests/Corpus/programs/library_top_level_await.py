"""Modules that wait, and what comes of `**` twice, type comments in wrong places, plain syntax errors."""
import ast
import sys


async def numbers():
    yield 1
    yield 2


async def answer():
    return 42


for source in "x = await answer()", "x = [n async for n in numbers()]", "async for x in numbers(): pass", "x = 0":
    code = compile(source, "f", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    namespace = {"answer": answer, "numbers": numbers}
    result = eval(code, namespace)
    print(bool(code.co_flags & 0x80), type(result).__name__)
    if result is not None:
        try:
            result.send(None)
        except StopIteration:
            pass
    print(namespace["x"])


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Twice:
    def keys(self):
        return ["x", "x"]

    def __getitem__(self, key):
        return key


def keywords(**given):
    return given


attempt(lambda: keywords(**Twice()))
attempt(lambda: keywords(**{1: 2}, **{1: 3}))
attempt(lambda: keywords(**{1: 2}))
attempt(lambda: keywords(**5))
attempt(lambda: ast.parse("def f(*, # type: int\n a): pass", type_comments=True))
attempt(lambda: ast.parse("def f(): # type: () -> int\n  # type: () -> str\n  pass", type_comments=True))
sys.stderr = sys.stdout
error = SyntaxError("bad syntax")
error.filename = "file.py"
sys.excepthook(SyntaxError, error, None)
Odd = type("Odd", (Exception,), {"__module__": 42})
sys.excepthook(Odd, Odd("text"), None)
