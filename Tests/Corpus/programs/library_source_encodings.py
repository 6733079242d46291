"""Sources in other encodings, and what is wrong with them."""
import sys
import warnings

warnings.simplefilter("always")


def run(source, filename="f"):
    try:
        namespace = {}
        exec(compile(source, filename, "exec"), namespace)
        del namespace["__builtins__"]
        print(namespace)
    except Exception as error:
        print(type(error).__name__, error.args)


run(b"# coding: badencoding\npass\n")
run("# coding: badencoding\npass\n")
run("# coding: latin-1\nx='é'")
run("# coding: latin9\nx='€'".encode("latin9"))
run("# coding: cp1252\nx='€'".encode("cp1252"))
run(b"# coding: cp1252\nx='\x81'")
run(b"# coding: rot13\nk=1")
run('x="\udc80"')
run(b'x="\xff"')
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(ascii(eval(r"'\777\z'")), eval(r"b'\501'"), compile("1", bytearray(b"f"), "eval").co_filename)
    for warning in caught:
        print(warning.category.__name__, warning.message)
sys.set_int_max_str_digits(700)
try:
    compile("x = " + "1" * 701, "f", "exec")
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset)
