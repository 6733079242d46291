# Signals that let a call go on, and those that end it: a handler's exception comes after or during it.
import os
import signal
import time

read, write = os.pipe()


def handler(number, frame):
    print("signal", number)
    os.write(write, b"x")


def breaking(number, frame):
    raise ZeroDivisionError


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(os.read(read, 1))

signal.signal(signal.SIGALRM, breaking)
signal.siginterrupt(signal.SIGALRM, False)
signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    time.sleep(5)
except ZeroDivisionError:
    print("sleep was ended")
signal.siginterrupt(signal.SIGALRM, True)
signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    os.read(read, 1)
except ZeroDivisionError:
    print("read was ended")
for arguments in [(0, True), (65, True), ("a", True), (signal.SIGALRM,)]:
    try:
        signal.siginterrupt(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
