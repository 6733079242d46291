# The clocks of time by their numbers.
import time

for name in sorted(dir(time)):
    if name.startswith("CLOCK_"):
        number = getattr(time, name)
        first = time.clock_gettime_ns(number)
        print(name, number, type(time.clock_gettime(number)).__name__, time.clock_gettime_ns(number) >= first,
              time.clock_getres(number) <= 0.01)
for ask in (
    lambda: time.clock_gettime(99), lambda: time.clock_getres(99), lambda: time.clock_settime(1, 5.0),
    lambda: time.clock_gettime("x"), lambda: time.clock_settime(0, "x"),
):
    try:
        ask()
    except (OSError, TypeError) as error:
        print(type(error).__name__, error)
