# The memory of objects by address: counts, types, sizes and items as CPython has them, and changing them.
import sys
from ctypes import *


def word(address):
    return c_ssize_t.from_address(address).value


things = [1, 2, 3]
print(word(id(things)), sys.getrefcount(things) - 1)
alias = things
print(word(id(things)), word(id(things) + 8) == id(list), word(id(things) + 16), word(id(things) + 32))
start = word(id(things) + 24)
print([word(start + 8 * i) == id(things[i]) for i in range(3)])
number = 123456789012
print(word(id(number) + 16), [c_uint32.from_address(id(number) + 24 + 4 * i).value for i in range(2)])
print(c_double.from_address(id(2.5) + 16).value)
print(string_at(id("mapping") + 48, 8), string_at(id(b"bytes") + 32))
print(cast(id(things), py_object).value is things)
pair = (10, 20)
items = (py_object * 2).from_address(id(pair) + 24)
print(items[0], items[1])


class PyObject(Structure):
    _fields_ = [("ob_refcnt", c_ssize_t), ("ob_type", py_object)]


head = PyObject.from_address(id(pair))
print(head.ob_type, head.ob_refcnt == sys.getrefcount(pair) - 1)
made = 1.5
c_double.from_address(id(made) + 16).value = 9.75
print(made)
wide = bytes(4)
memmove(id(wide) + 32, b"abcd", 4)
print(wide)
target = (c_char * 8)()
memmove(target, b"12345678", 8)
memset(addressof(target) + 2, ord("-"), 3)
print(target.raw)
shared = bytearray(8)
view = c_uint32.from_buffer(shared, 4)
view.value = 0x01020304
print(shared.hex())
try:
    shared.append(1)
except BufferError as error:
    print(error)
print(c_uint32.from_buffer_copy(b"\1\0\0\0\2\0\0\0", 4).value)
word_of_type = string_at(id(made), 16)
print(int.from_bytes(word_of_type[8:], "little") == id(float))
