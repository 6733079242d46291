# Pointers, casts and callbacks; what keeps what alive.
from ctypes import *

value = c_int(42)
ref = pointer(value)
print(ref.contents, ref[0], ref.contents is ref.contents, addressof(ref.contents) == addressof(value))
ref[0] = 7
print(value)
ref.contents = c_int(99)
print(ref[0], value, sorted(ref._objects))
array = (c_int * 4)(1, 2, 3, 4)
moving = cast(array, POINTER(c_int))
print(moving[:4], moving[3:0:-1], bool(moving), bool(POINTER(c_int)()))
double = pointer(pointer(value))
print(double[0][0], double.contents.contents)
print(POINTER(c_int) is POINTER(c_int), POINTER(c_int).__name__, (c_int * 3) is (c_int * 3))
try:
    POINTER(c_int)().contents
except ValueError as error:
    print(error)
try:
    POINTER(c_int)(5)
except TypeError as error:
    print(error)


@CFUNCTYPE(c_int, c_int, c_double)
def scaled(number, factor):
    return int(number * factor)


print(scaled(10, 2.5), type(scaled).__mro__[1].__name__, scaled.argtypes, scaled.restype)
try:
    scaled("a", 1)
except ArgumentError as error:
    print(error)
again = cast(cast(scaled, c_void_p), CFUNCTYPE(c_int, c_int, c_double))
print(again(3, 3.0))
length = pythonapi.PyObject_Size
length.argtypes, length.restype = [py_object], c_ssize_t
print(length("four"))
try:
    pythonapi.no_such_function
except AttributeError as error:
    print(str(error).split(": ")[1])
try:
    CDLL("libmissing.so")
except OSError as error:
    print(error)


class Node(Structure):
    pass


Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
first, second = Node(1), Node(2)
first.next = pointer(second)
print(first.next.contents.value, first.next[0].value, bool(second.next))
