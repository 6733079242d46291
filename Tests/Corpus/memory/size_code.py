# A code object holds its instructions in place.
import sys

sources = ("pass", "x = 1", "f(1, 2, k=3)", "for i in x: print(i)", "[i for i in x]",
           "try: a\nexcept B: c", "a.b.c.d", "a + b * c - d", "x[1:2] = y", "lambda: 0")
for source in sources:
    code = compile(source, "<s>", "exec")
    print(source.split("\n")[0], sys.getsizeof(code), len(code.co_code))
