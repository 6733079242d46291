"""Generators run by for loops: what their frames, errors and ends look like."""
import sys
import traceback


def count(limit):
    for i in range(limit):
        yield i


def tree(depth):
    if depth:
        for item in tree(depth - 1):
            yield item
    yield depth


print(list(tree(5)), sum(x for x in tree(200)))


def failing():
    try:
        yield 1
        raise KeyError("inside")
    finally:
        print("finally in", sys._getframe().f_code.co_name)


def stopping():
    yield 1
    raise StopIteration(3)


def returning():
    yield 1
    return "value"


def outer(source):
    for item in source:
        try:
            yield item
        except ValueError as error:
            print("thrown", error, error.__context__)
            yield "handled"


for make in (failing, stopping):
    try:
        for item in make():
            print("item", item)
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__))
        print([(line.name, line.lineno) for line in traceback.extract_tb(error.__traceback__)])

for item in returning():
    print(item, sys.exc_info())
else:
    print("ended")

handled = outer(count(3))
print(next(handled), handled.throw(ValueError("x")), list(handled))


def again():
    try:
        for item in me:
            yield item
    except ValueError as error:
        print(error)


me = again()
print(list(me))


def names():
    frame = sys._getframe()
    while frame:
        yield frame.f_code.co_name
        frame = frame.f_back


for name in names():
    print(name)


def deep(n):
    for item in deep(n + 1):
        yield item
    yield n


try:
    for item in deep(0):
        pass
except RecursionError as error:
    print("RecursionError", error)


def closing(log):
    try:
        for i in count(10):
            yield i
    finally:
        log.append("closed")


log = []
for i in closing(log):
    if i == 2:
        break
print(log)


def handling():
    try:
        1 / 0
    except ZeroDivisionError:
        yield type(sys.exc_info()[1]).__name__
        for item in count(2):
            yield item, type(sys.exc_info()[1]).__name__
    yield sys.exc_info()[1]


try:
    raise LookupError("outside")
except LookupError:
    for item in handling():
        print(item, type(sys.exc_info()[1]).__name__)


events = []


def tracer(frame, event, argument):
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def traced():
    yield 1
    sys.settrace(tracer)
    sys._getframe().f_back.f_trace = tracer
    sys._getframe().f_trace = tracer
    yield 2
    yield 3


def loop():
    for item in traced():
        events.append(item)
    sys.settrace(None)


loop()
print(events)


def many():
    for _ in count(3):
        yield from count(2)
        yield [x for x in count(2)], (yield)


pairs = many()
print([next(pairs), next(pairs), next(pairs), pairs.send(5)], list(pairs))
state = count(2)
for item in state:
    print(state.gi_running, state.gi_frame.f_lineno)
print(state.gi_frame)
