import sys

print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
print(sys.is_finalizing(), sys.exception())
try:
    raise ValueError("x")
except ValueError as error:
    print(sys.exception() is error)
print(sys.exception())

print(sys.get_int_max_str_digits())
for limit in (639, -1, 640, 0, "x"):
    try:
        sys.set_int_max_str_digits(limit)
        print(limit, "set", sys.get_int_max_str_digits())
    except (ValueError, TypeError) as error:
        print(limit, type(error).__name__, error)
print(len(str(10**5000)))
sys.set_int_max_str_digits(maxdigits=700)
try:
    str(10**800)
except ValueError as error:
    print(error)

print(sys.call_tracing(max, (1, 5, 3)))
for arguments in ((), (None,), (3,), ("message",), ((),), ((1, 2),), (1, 2)):
    try:
        sys.exit(*arguments)
    except SystemExit as exit:
        print(arguments, repr(exit), exit.code, exit.args)
    except TypeError as error:
        print(error)
sys.exit("the end")
