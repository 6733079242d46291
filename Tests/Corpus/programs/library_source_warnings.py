# Warnings of the compiler go through the filters of `warnings`; one made an error is a SyntaxError with a place.
import warnings

for source in ("x is 1", "assert (x, 'text')", "'\\d'", "1if 2else 3", "[(1, 2) (3, 4)]"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<shown>", "exec")
    for warning in caught:
        print(warning.category.__name__, warning.lineno, warning.message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, "<shown>", "exec")
        except SyntaxError as error:
            print("SyntaxError", error.msg, error.lineno)

for flags, optimize in ((0x1000000, 0), (1 << 40, 0), (0, 5)):
    try:
        code = compile("def f(a: int): assert a", "<shown>", "exec", flags, False, optimize)
        space = {}
        exec(code, space)
        print(space["f"].__annotations__)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
space = {}
exec(compile("def f():\n 'text'\n assert 0\n return __debug__", "", "exec", optimize=2), space)
print(space["f"](), space["f"].__doc__)
