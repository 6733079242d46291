"""A warning about a source that a filter makes an error: which place and text it gets."""
import warnings

warnings.simplefilter("error")
for source in [
    'foo = """\\q"""\n', 'x = ("a"\n "\\d")\n', 'x = """a\n\\d\n"""\n', 'f"{1}\\d"\n', '"\\d" "\\e"\n',
    'def f():\n    return 1, "é" "\\q"\n', '"\\400"', 'b"\\d"', "x = 1if 2else 3", "0x1for x in y", "1 is 1",
    "assert (1,2)", '"""\\\n\\d"""', "u = '\\777'", "1()", "[1,2][1,2](3)\n",
]:
    for mode in "exec", "single", "eval":
        try:
            compile(source, "w", mode)
        except SyntaxError as error:
            print(repr(source), mode, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset,
                  repr(error.text))
        else:
            print(repr(source), mode, "compiled")
