# Filters and registries of _warnings while the library's module isn't imported.
import _warnings
import sys


class Shown:
    def write(self, text):
        sys.stdout.write(text.replace(__file__, "program.py"))


sys.stderr = Shown()


def old():
    _warnings.warn("old", DeprecationWarning, 2)


old()
for _ in range(3):
    _warnings.warn("again")
print(sorted(str(key) for key in __warningregistry__))
_warnings.filters.insert(0, ("error", None, UserWarning, None, 0))
_warnings._filters_mutated()
try:
    _warnings.warn("now an error")
except UserWarning as error:
    print(repr(error))
for filter in (("never", None, UserWarning, None, 0), 5, (1, 2, 3, 4, 5)):
    _warnings.filters[0] = filter
    try:
        _warnings.warn("x")
    except Exception as error:
        print(type(error).__name__, error)
_warnings.filters[0] = ("once", None, UserWarning, None, 0)
registry = {}
for line in (1, 2):
    _warnings.warn_explicit("explicit", UserWarning, "nowhere.py", line, registry=registry)
print(registry)
print("warnings" in sys.modules)
