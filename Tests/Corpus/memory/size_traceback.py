# What an exception leaves.
import sys

try:
    1 / 0
except ZeroDivisionError as error:
    print(sys.getsizeof(error), sys.getsizeof(error.__traceback__), sys.getsizeof(error.args))
    error.add_note("x")
    print(sys.getsizeof(error), sys.getsizeof(vars(error)))
