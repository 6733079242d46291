# Names of code are shared between code objects.
def f(value): return value.attribute
def g(value): return value.attribute
print(f.__code__.co_names[0] is g.__code__.co_names[0], f.__code__.co_varnames[0] is g.__code__.co_varnames[0])
print(f.__code__.co_filename is g.__code__.co_filename, f.__name__ is f.__code__.co_name, f.__qualname__ is f.__name__)
