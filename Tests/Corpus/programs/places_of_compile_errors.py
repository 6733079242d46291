"""The text and columns of errors that the compiler finds, which it takes from the file; numbers of classes with
a format of their own; letters that changed their case since Unicode 14."""
import symtable

for name in "<string>", "no such file", "/usr/lib/python3.11/abc.py":
    for source in (
        "return 1", "\n\né = 1; return é", "def f():\n  é=1; global é", "é = 'é'; yield é", "class C: nonlocal x",
        "from __future__ import nope", "é=1;break", "*a = 1", "def f(a, a): pass", "def f(): from x import *",
    ):
        try:
            compile(source, name, "exec")
        except SyntaxError as error:
            # The library's place differs between systems: of its text it matters that there is one.
            text = error.text if "abc.py" not in name else error.text is not None
            print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(text))

for source in (
    b"# -*- coding: iso8859-15 -*-\nclass \xb4: pass\n", b"# coding: nonexist\nx = 1", b"# coding: rot13\nx = 1",
):
    try:
        print(ascii(symtable.symtable(source, "f", "exec").get_children()[0].get_name()))
    except SyntaxError as error:
        print(error)


class Number(int):
    def __format__(self, specification):
        return "its own"


print(hex(Number(255)), oct(Number(8)), bin(Number(5)), hex(True))
for letter in "\u0295", "\u10fc", "\ua7f2", "\uab69", "\U0001171e":
    print(ascii((letter + "abc").title()), ascii(("A" + letter + "\u03a3").lower()))
