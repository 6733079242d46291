"""symtable: the compiler's scopes and names."""
import symtable

SOURCE = """
import os
x: int = 1
class C:
    def method(self, a, *rest, key=x):
        nonlocal_like = a
        def inner():
            nonlocal nonlocal_like
            nonlocal_like = os
            return [i for i in rest]
        return inner
"""


def show(table, indent=0):
    print(" " * indent + table.get_type(), table.get_name(), table.get_lineno(), table.is_nested())
    for symbol in sorted(table.get_symbols(), key=lambda s: s.get_name()):
        facts = [n for n in dir(symbol) if n.startswith("is_") and n != "is_namespace"]
        print(" " * indent, symbol.get_name(), [n[3:] for n in facts if getattr(symbol, n)()])
    for child in table.get_children():
        show(child, indent + 2)


show(symtable.symtable(SOURCE, "source", "exec"))
for source, mode in (("x +", "eval"), ("x", "other"), ("x\0", "exec"), (3, "exec")):
    try:
        symtable.symtable(source, "source", mode)
    except Exception as error:
        print(type(error).__name__, error)
