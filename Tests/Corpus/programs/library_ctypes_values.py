# Simple C types: what fits, what wraps around, what is refused, sizes.
import sys
from ctypes import *

for kind in (c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong):
    print(kind.__name__, sizeof(kind), alignment(kind), kind(-1), kind(1 << 40), kind(300).value)
for kind in (c_float, c_double, c_longdouble):
    print(kind.__name__, sizeof(kind), kind(1.1).value, kind(-0.0), kind(float("inf")))
print(c_bool([]), c_bool(7), c_char(65), c_char(b"x"), c_wchar("ł"))
print(c_char_p(b"text").value, c_wchar_p("zażółć").value, c_char_p(None), c_void_p(0), c_void_p(7))
for kind, value in ((c_int, "a"), (c_int, 1.5), (c_char, b"ab"), (c_wchar, "ab"), (c_char_p, 1.5),
                    (c_void_p, b"a"), (c_double, "1")):
    try:
        kind(value)
    except TypeError as error:
        print(kind.__name__, repr(value), error)
print(sys.getsizeof(c_int()), sys.getsizeof((c_int * 100)()), c_int.__basicsize__)
print(c_int.__ctype_be__(1).value, bytes(c_int.__ctype_be__(1)), bytes(c_int(1)))
number = c_int(5)
number.value += 2
print(number, bool(number), bool(c_int()), pointer(number).contents.value)
try:
    hash(number)
except TypeError as error:
    print(error)
