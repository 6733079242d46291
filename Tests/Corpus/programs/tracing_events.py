# What trace and profile functions are told, and moving a frame to another line.
import sys


def record(events):
    def tracer(frame, event, argument):
        line = frame.f_lineno - frame.f_code.co_firstlineno
        events.append((frame.f_code.co_name, line, event))
        return tracer
    return tracer


def numbers():
    for number in range(2):
        yield number


def work():
    total = 0
    for number in numbers():
        total += number
    try:
        total / 0
    except ZeroDivisionError:
        pass
    return total


events = []
sys.settrace(record(events))
work()
sys.settrace(None)
for event in events:
    print(*event)

calls = []
sys.setprofile(lambda frame, event, argument: calls.append(
    (frame.f_code.co_name, event, getattr(argument, "__name__", None) if event[0] == "c" else None)))
len("abc".upper())
work()
sys.setprofile(None)
for call in calls:
    print(*call)


def jump(target):
    def tracer(frame, event, argument):
        if event == "line" and frame.f_lineno - frame.f_code.co_firstlineno == 2:
            try:
                frame.f_lineno = frame.f_code.co_firstlineno + target
            except ValueError as error:
                print("ValueError:", error)
        return tracer
    return tracer


def steps(output):
    output.append(1)
    output.append(2)
    output.append(3)
    try:
        output.append(5)
    except ValueError:
        output.append(7)
    for item in "ab":
        output.append(item)
    return output


for target in (3, 8, 7, 9, 6, 99, -5):
    sys.settrace(jump(target))
    result = steps([])
    sys.settrace(None)
    print(target, result)


def unlucky(frame, event, argument):
    raise RuntimeError("from the trace function")


sys.settrace(unlucky)
try:
    work()
except RuntimeError as error:
    print("RuntimeError:", error)
print(sys.gettrace())
