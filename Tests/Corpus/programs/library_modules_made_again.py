"""A native module that is made again and again: there is room for all of them."""
import _imp
import importlib.machinery

spec = importlib.machinery.ModuleSpec("math", None)
for _ in range(9000):
    module = _imp.create_builtin(spec)
_imp.exec_builtin(module)
print(module.floor(2.5), module.__name__)
