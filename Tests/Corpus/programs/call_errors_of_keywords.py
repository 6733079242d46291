# Unknown and superfluous keywords of built-in classes and functions.
for source in [
    "staticmethod(func=id)",
    "classmethod(func=id)",
    "ImportError(0, name=1, foo=2)",
    "ImportError(0, name=1, path=2, foo=3)",
    "NameError(foo=2)",
    "NameError(1, name=3, foo=2)",
    "AttributeError(foo=1)",
    "AttributeError(foo=1, name=1, obj=3)",
    "print(0, sep=1, foo=5)",
    "print(sep=1)",
]:
    try:
        eval(source)
    except TypeError as error:
        print(source, "->", error)

error = ImportError("x", name="n", path="p")
error.__init__()
print(error.msg, error.name, error.path, error.args)

problem = UnicodeEncodeError("a", "xxxxx", 1, 5, "r")
problem.start = 1000
print(problem)


class Missing:
    blech = None

    def __getattr__(self, name):
        raise AttributeError


try:
    Missing().bluch
except AttributeError as error:
    print(error.name, type(error.obj).__name__)
