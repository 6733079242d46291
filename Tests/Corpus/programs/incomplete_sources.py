"""Sources that only lack their end, as a prompt for more lines asks; what is warned of before an error."""
import warnings

ONLY_LACKS_ITS_END, NO_IMPLIED_DEDENT = 0x4000, 0x200


def attempt(source, mode, flags):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "no such file", mode, flags)
            result = "fine"
        except SyntaxError as error:
            result = (type(error).__name__, error.msg, error.lineno, error.offset, error.end_offset)
    return result, [str(warning.message) for warning in caught]


body = """if x:
    def f(a, b=1):
        return [a, (b, {1: 2}), 'x', '', "z"]
    try:
        x = a if b else ...
    except (A, B) as e: a **= 2; b >>= 1
else: lambda: \\
  1
x = f"{a!r} {b}"
"""
sources = [body[:end] for end in range(len(body))]
sources += [
    "'\\e' 1", "'\\e' + (", "'\\N{foo}'", "'\\N{foo}'\n", "a\\", "a\\\n", "'abc", "'abc\n", "\"\"\"abc",
    "(", "(\n", "a b", "a b\n", "a ''", "a 'x'", "1_", "1_\n", "$", "?\n", "a $", "if 1:\n  pass",
    "if 1:\n  pass\n", "def x():\n  pass\n ", "", "\n", "#x", "a\nb", "x = 1 +", "x = 1 +\n", "f(**", "a ...", "a.",
]
for source in dict.fromkeys(sources):
    for mode in "single", "exec", "eval":
        print(
            ascii(source), mode,
            *(attempt(source, mode, flags)
              for flags in (ONLY_LACKS_ITS_END | NO_IMPLIED_DEDENT, NO_IMPLIED_DEDENT, ONLY_LACKS_ITS_END)))
