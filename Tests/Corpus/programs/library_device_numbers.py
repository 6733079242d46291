# Numbers of devices and processes, and select over a list that changes meanwhile.
import os
import posix
import select
import sys


def tell(function, *arguments):
    try:
        print(function.__name__, arguments, function(*arguments))
    except (OSError, OverflowError, TypeError, ValueError) as error:
        print(function.__name__, arguments, type(error).__name__)


for function in (posix.major, posix.minor):
    for number in (-1, 258, 2**63, 2**64 - 1, 2**64, 0x12345678ABCDEF, 1.5, "a"):
        tell(function, number)
for pair in [(1, 2), (-1, 0), (0, -1), (2**31, 0), (2**31 - 1, 2**31 - 1), (1.5, 0)]:
    tell(posix.makedev, *pair)
for number in (-1, 99999999, "a", 1.5, 2**40):
    for function in (posix.sched_getaffinity, posix.sched_getscheduler, posix.sched_getparam):
        tell(function, number)
print(posix.sched_getscheduler(os.getppid()) in (0, 3, 5), os.execve in os.supports_fd)

items = []


class Shortening:
    def fileno(self):
        del items[-1]
        return write


read, write = os.pipe()
items[:] = [Shortening() for _ in range(10)]
first = items[:5]
print(select.select([], items, []) == ([], first, []))

program = os.open(sys.executable, os.O_RDONLY)
sys.stdout.flush()
os.execve(program, ["python3", "-c", "print('run by descriptor')"], {})
