# Frozen modules as _imp knows them, and tests' examples of them.
import _imp
import marshal
import sys


def tell(function, *arguments):
    try:
        print(function.__name__, arguments, function(*arguments))
    except (ImportError, TypeError, OverflowError) as error:
        print(function.__name__, arguments, repr(error), getattr(error, "name", ""))


for override in (0, -1, 1):
    _imp._override_frozen_modules_for_tests(override)
    for name in ("os", "zipimport", "nope", "__hello__", "__phello__", "__phello_alias__",
                 "__phello__.ham", "__phello__.__init__", "__hello_only__", 5, ""):
        for function in (_imp.is_frozen, _imp.is_frozen_package, _imp.find_frozen):
            tell(function, name)
        tell(lambda name: _imp.get_frozen_object(name).co_filename, name)
_imp._override_frozen_modules_for_tests(0)
tell(_imp._override_frozen_modules_for_tests, "a")
tell(lambda: eval(_imp.get_frozen_object("own", marshal.dumps(compile("6 * 7", "a", "eval")))))
tell(_imp.get_frozen_object, "own", marshal.dumps(5))
tell(_imp.get_frozen_object, "own", b"")
tell(lambda: type(_imp.find_frozen("stat", withdata=True)[0]))
tell(_imp.is_builtin, 5)
tell(_imp._fix_co_filename, 1, "a")
tell(_imp.source_hash, 2**63, b"")
print(len(_imp._frozen_module_names()))

module = _imp.init_frozen("__phello__")
print(module.__name__, module.__origname__, module.__path__, sys.modules["__phello__"] is module)
print(_imp.init_frozen("nope"))
import __phello__.spam
import __hello__

print(__phello__.spam.__spec__.origin, __hello__.__spec__.loader_state.origname)
__hello__.main()
