# The ends of what is awaited are told as exceptions of the frame that awaits.
import sys


async def numbers(count):
    for number in range(count):
        yield number


class Letters:
    def __init__(self, text):
        self.letters = iter(text)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.letters)
        except StopIteration:
            raise StopAsyncIteration


def generator():
    yield 1
    return 2


class Plain:
    def __await__(self):
        return iter(())


async def main():
    async for number in numbers(2):
        pass
    async for letter in Letters("ab"):
        pass
    await Plain()
    return 3


def delegating():
    value = yield from generator()
    return value


def trace(frame, event, argument):
    name = argument[0].__name__ if event == "exception" else ""
    print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, event, name)
    return trace


sys.settrace(trace)
try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
list(delegating())
sys.settrace(None)
