"""Writes the corpus of operations on numbers and strings with CPython 3.11's results.

    PYTHONHASHSEED=0 /usr/bin/python3.11 generate.py

A line has tab-separated fields: what is done, its operator or name, the operands, `=` and the
result's repr, or `!` with the exception's type and text. Operands are tagged by their first letter.
"""

import operator
import random
import struct
import warnings

warnings.simplefilter("ignore")
random.seed(311)

BINARY = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv,
    "/": operator.truediv, "%": operator.mod, "**": operator.pow, "<<": operator.lshift,
    ">>": operator.rshift, "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "@": operator.matmul, "divmod": divmod,
}
COMPARE = {
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne,
    ">": operator.gt, ">=": operator.ge,
}
UNARY = {"-": operator.neg, "+": operator.pos, "~": operator.invert, "abs": abs}
TYPES = {t.__name__: t for t in (int, float, complex, str, bytes, bool)}


def escape(text):
    return text.encode("unicode_escape", "surrogatepass").decode("ascii")


def token(value):
    if value is None:
        return "n"
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, int):
        return "i%x" % value if value >= 0 else "i-%x" % -value
    if isinstance(value, float):
        return "f%x" % struct.unpack("<Q", struct.pack("<d", value))[0]
    if isinstance(value, complex):
        return "c%s,%s" % (token(value.real)[1:], token(value.imag)[1:])
    if isinstance(value, str):
        return "s" + escape(value)
    if isinstance(value, bytes):
        return "b" + value.hex()
    if isinstance(value, slice):
        parts = ("" if p is None else str(p) for p in (value.start, value.stop, value.step))
        return "l" + ":".join(parts)
    raise TypeError(value)


def perform(kind, name, operands):
    match kind:
        case "binary":
            return BINARY[name](*operands)
        case "power":
            return pow(*operands)
        case "compare":
            return COMPARE[name](*operands)
        case "unary":
            return UNARY[name](*operands)
        case "method":
            return getattr(operands[0], name)(*operands[1:])
        case "classmethod":
            return getattr(type(operands[0]), name)(*operands)
        case "call":
            return TYPES[name](*operands)
        case "format":
            return format(*operands)
        case "subscript":
            return operands[0][operands[1]]
        case "contains":
            return operands[1] in operands[0]
        case "hash":
            return hash(operands[0])
        case "repr":
            return operands[0]
        case "ascii":
            return ascii(operands[0])
        case "base":
            return format(operands[0], "#" + name)


def line(kind, name, *operands):
    try:
        result = "=\t" + escape(repr(perform(kind, name, operands)))
    except Exception as error:
        result = "!\t" + escape(f"{type(error).__name__}: {error}")
    return "\t".join([kind, name or "-", *map(token, operands), result])


def write(path, lines):
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(dict.fromkeys(lines)) + "\n")


EDGES = [0, 1, -1, 256, 257, -5, -6, 2**30 - 1, 2**30, -(2**30), 2**60, 2**60 - 1, -(2**60),
         2**63 - 1, -(2**63), 2**64, 2**90 - 1, -(2**90), 2**120, -(2**150) + 1]


def integer(bits=None):
    if random.random() < 0.2:
        return random.choice(EDGES)
    bits = bits or random.choice([8, 29, 31, 60, 64, 130, 400])
    return random.choice([1, -1]) * random.getrandbits(random.randint(1, bits))


def double():
    kind = random.random()
    if kind < 0.3:
        return struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]
    if kind < 0.6:
        return random.uniform(-1000, 1000)
    if kind < 0.8:
        return float(random.randint(-10**18, 10**18))
    return random.choice([
        0.0, -0.0, 1e16, 1e-5, 0.1, 0.5, 1.5, 2.5, 5e-324, 1.7976931348623157e308,
        2.2250738585072014e-308, float("inf"), float("-inf"), float("nan"), 1e22, 1e23])


ALPHABET = "ab AB\tz\n1-é ßŁΣ\U0001F600'\"\\"


def text(limit=8):
    return "".join(random.choice(ALPHABET) for _ in range(random.randint(0, limit)))


def ints():
    for _ in range(1200):
        name = random.choice(["+", "-", "*", "//", "/", "%", "&", "|", "^", "divmod"])
        yield line("binary", name, integer(), integer())
        yield line("compare", random.choice(list(COMPARE)), integer(), integer())
    # Long enough for Karatsuba's method and its lopsided form.
    for bits in [(2000, 2500), (3000, 3000), (2500, 9000), (5000, 7000), (12000, 12000)]:
        left, right = (random.getrandbits(b) | 1 << b - 1 for b in bits)
        yield line("binary", "*", left, -right)
        yield line("binary", "*", left, left)
        yield line("binary", "divmod", right * 7 + 5, left)
    for _ in range(150):
        value = integer()
        yield line("binary", "<<", value, random.choice([0, 1, 29, 30, 31, 59, 60, 61, 90, 200, -1]))
        yield line("binary", ">>", value, random.choice([0, 1, 29, 30, 31, 59, 60, 61, 90, 200, -1]))
        yield line("unary", random.choice(list(UNARY)), value)
        yield line("hash", "", value)
        yield line("call", "float", value)
        yield line("call", "bool", value)
        yield line("repr", "", value)
        yield line("base", random.choice("box"), value)
        yield line("binary", "**", integer(40), random.randint(-3, 9))
        yield line("power", "", integer(90), abs(integer(90)), integer(90))
        yield line("power", "", integer(90), -1, random.choice([7, 12, 2**61 - 1, 2**89 - 1]))
        yield line("compare", random.choice(list(COMPARE)), value, double())
        yield line("binary", random.choice(["+", "*", "/", "//", "%"]), value, double())
        for method in ["bit_length", "bit_count", "as_integer_ratio", "__sizeof__"]:
            yield line("method", method, value)
        yield line("method", "__round__", value, random.randint(-12, 2))
        size = random.choice([1, 8, 20, 60])
        yield line("method", "to_bytes", value, size, random.choice(["big", "little"]))
    for _ in range(100):
        digits = "".join(random.choice("0123456789_xabz+- ") for _ in range(random.randint(0, 8)))
        yield line("call", "int", digits, random.choice([0, 2, 8, 10, 16, 36]))
        yield line("call", "int", str(integer(300)))
    yield line("call", "int", "1" * 4300)
    yield line("call", "int", "1" * 4301)
    yield line("repr", "", 10**4299)
    yield line("repr", "", 10**4300)
    for spec in FORMATS:
        for value in [0, 5, -5, 255, 10**6, -(10**20), 0x110000, True]:
            yield line("format", "", value, spec)


FORMATS = [
    "", "d", "b", "o", "x", "X", "#x", "#X", "#b", "#o", "c", "n", "e", ".2f", "%", ",", "_", "_x",
    "_b", ",x", "5", "<8", ">8", "^8", "=8", "*^9", "08", "+08d", " d", "+", "-5", "010,", "010_x",
    "#010x", "\u20b9>6", ".3", "zd", "+c", "#c", "s", "q", "\u00e9", "dd", ",,", ",_", ".", "<05",
    "z.1f", "99999999999999999999", "g", "G", "E", "F", "020,.3f", "#.0f", ".0e", "#g", ".17g",
    "r", "10.4", "^20.5e", "=+15.2f", ".50f", "\x01", "5s", ".2s", "-", "#", "z", "=5",
]


def floats():
    for _ in range(800):
        left, right = double(), double()
        yield line("binary", random.choice(["+", "-", "*", "/", "//", "%", "**", "divmod"]),
                   left, right)
        yield line("compare", random.choice(list(COMPARE)), left, right)
        yield line("format", "", left, random.choice(FORMATS))
    for _ in range(250):
        value = double()
        yield line("repr", "", value)
        if value == value:
            yield line("hash", "", value)
        yield line("method", "hex", value)
        yield line("method", "__round__", value, random.randint(-20, 20))
        yield line("method", "__round__", value)
        yield line("method", "as_integer_ratio", value)
        yield line("method", "is_integer", value)
        yield line("call", "int", value)
        yield line("call", "float", repr(value))
        yield line("call", "float", "".join(
            random.choice("0123456789.eE_+- n") for _ in range(random.randint(0, 7))))
        yield line("method", "fromhex", 0.0, value.hex())
        flags = random.choice(["", "+", "0", "-", " ", "#"])
        width = random.choice(["", "12"]) + random.choice(["", ".0", ".3", ".10"])
        yield line("binary", "%", "%" + flags + width + random.choice("eEfFgG"), value)
    for _ in range(150):
        left, right = complex(double(), double()), complex(double(), double())
        yield line("repr", "", left)
        yield line("binary", random.choice(["+", "-", "*", "/"]), left, right)
        yield line("compare", "==", left, random.choice([left, right, left.real]))
    for source in ["1+2j", " (1-2j) ", "j", "-j", "1e5j", "nan", "x", "1+2", "", "1+j", "2j+1"]:
        yield line("call", "complex", source)


STR_METHODS = [
    lambda: ("find", text(2), random.randint(-5, 9)), lambda: ("rfind", text(2)),
    lambda: ("index", text(2)), lambda: ("count", text(1)),
    lambda: ("replace", text(2), text(3), random.randint(-1, 3)), lambda: ("split", text(2)),
    lambda: ("split", None, random.randint(-1, 3)), lambda: ("rsplit", None, random.randint(-1, 3)),
    lambda: ("rsplit", text(1), random.randint(-1, 3)), lambda: ("partition", text(1)),
    lambda: ("rpartition", text(1)), lambda: ("strip", text(3)), lambda: ("lstrip",),
    lambda: ("rstrip", text(2)), lambda: ("upper",), lambda: ("lower",), lambda: ("title",),
    lambda: ("swapcase",), lambda: ("capitalize",), lambda: ("casefold",),
    lambda: ("center", random.randint(-1, 12), "*"), lambda: ("ljust", random.randint(-1, 12)),
    lambda: ("rjust", random.randint(-1, 12), "\u20b9"), lambda: ("zfill", random.randint(-1, 12)),
    lambda: ("expandtabs", random.randint(-1, 9)), lambda: ("splitlines", random.random() < 0.5),
    lambda: ("startswith", text(2), random.randint(-3, 5)), lambda: ("endswith", text(1)),
    lambda: ("join", text(4)), lambda: ("isalpha",), lambda: ("isalnum",), lambda: ("isspace",),
    lambda: ("islower",), lambda: ("isupper",), lambda: ("istitle",), lambda: ("isdigit",),
    lambda: ("isprintable",), lambda: ("isidentifier",), lambda: ("isascii",),
    lambda: ("encode", random.choice(["utf-8", "ascii", "latin-1", "utf-16", "utf-32-be", "foo"]),
             random.choice(["strict", "replace", "ignore", "backslashreplace", "bar",
                            "xmlcharrefreplace", "surrogateescape"])),
    lambda: ("removeprefix", text(1)), lambda: ("removesuffix", text(1)), lambda: ("__sizeof__",),
    lambda: ("find", 5), lambda: ("split", ""), lambda: ("center", 5, "xx"), lambda: ("join", 5),
]


def strings():
    for _ in range(90):
        for method in STR_METHODS:
            name, *arguments = method()
            yield line("method", name, text(10), *arguments)
    for _ in range(400):
        value = text(12)
        yield line("repr", "", value)
        yield line("ascii", "", value)
        yield line("hash", "", value)
        yield line("compare", random.choice(list(COMPARE)), value, text(3))
        yield line("contains", "", value, text(2))
        yield line("binary", "*", value, random.randint(-1, 4))
        yield line("binary", "+", value, text(5))
        yield line("subscript", "", value, random.randint(-9, 9))
        yield line("subscript", "", value, slice(
            random.choice([None, random.randint(-9, 9)]),
            random.choice([None, random.randint(-9, 9)]),
            random.choice([None, 1, 2, -1, -2, 0])))
        yield line("format", "", value, random.choice(FORMATS))
    for mask in ["%s|%r|%a", "%5s", "%-5s|", "%.2s", "%d", "%x", "%c", "%%", "%", "%z", "%*d", "%(a)s",
                 "%5.3d", "%#x", "%+d", "% d", "%05d", "%i", "%e", "a", "", "%s %s", "%(a", "%5%"]:
        for value in [5, -255, 1.5, "x", "\u00e9\n", None, True, 10**30, b"q", 0x110000]:
            yield line("binary", "%", mask, value)
    for mask in ["{}", "{0}", "{!r}", "{:>5}", "{0!a:*^9}", "{", "}", "{}}", "{{}}", "{1}", "{x}",
                 "{0.real}", "{0[0]}", "{:{}}", "{!x}", "{!rr}", "{0!", "{0:", "{0.}", "{0[]}",
                 "{0[", "{} {0}", "{0} {}", "{:,}", "{:.2f}", "{[1]}", "{.imag}", "{:d}"]:
        for value in [5, 1234567.5, "xyz", None]:
            yield line("method", "format", mask, value)


def byte_strings():
    for _ in range(500):
        value = bytes(
            random.choice([0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0xED, 0xA0, 65, 32, 10, 39, 97])
            for _ in range(random.randint(0, 8)))
        other = value[1:3]
        yield line("repr", "", value)
        yield line("hash", "", value)
        yield line("method", "decode", value,
                   random.choice(["utf-8", "utf-8", "ascii", "latin-1", "utf-16-be", "utf-32-le"]),
                   random.choice(["strict", "replace", "ignore", "backslashreplace",
                                  "surrogateescape"]))
        name = random.choice(["find", "count", "split", "partition", "startswith", "strip",
                              "removeprefix", "rfind", "rsplit", "endswith", "join", "index"])
        yield line("method", name, value, random.choice([other, "x", 65, None, b""]))
        yield line("method", random.choice([
            "upper", "lower", "title", "swapcase", "capitalize", "isalpha", "isspace", "istitle",
            "islower", "hex", "split", "splitlines", "strip", "isascii", "isalnum"]), value)
        yield line("binary", random.choice(["+", "*", "%"]), value, random.choice([other, 2, "x"]))
        yield line("subscript", "", value, random.choice([0, -1, 20, slice(1, 3), slice(None, None, -1)]))
        yield line("contains", "", value, random.choice([other, 65, 300, "x"]))
        yield line("compare", random.choice(list(COMPARE)), value, random.choice([other, "x"]))
    for source in ["61 62", "6", "zz", "", " 6 1", b"61"]:
        yield line("method", "fromhex", b"", source)


def mixtures():
    values = [None, True, 5, 2**70, 1.5, 2j, "x", b"x"]
    for left in values:
        for right in values:
            for name in BINARY:
                if name != "<<" or not isinstance(right, int) or right < 2**64:
                    if not (name in ("**", "<<") and right == 2**70):
                        yield line("binary", name, left, right)
            yield line("compare", "<", left, right)
            yield line("compare", "==", left, right)
        for name in UNARY:
            yield line("unary", name, left)
        for name in TYPES:
            yield line("call", name, left)


write("ints.tsv", ints())
write("floats.tsv", floats())
write("strings.tsv", strings())
write("bytes.tsv", byte_strings())
write("mixtures.tsv", mixtures())
