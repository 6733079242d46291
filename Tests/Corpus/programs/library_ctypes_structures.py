# Structures, unions and arrays: layout, padding, bit fields, packing, formats.
from ctypes import *


class Point(Structure):
    _fields_ = [("x", c_short), ("y", c_long)]


class Packed(Structure):
    _pack_ = 2
    _fields_ = [("a", c_char), ("b", c_int), ("c", c_double)]


class Bits(Structure):
    _fields_ = [("a", c_int, 3), ("b", c_int, 5), ("c", c_uint, 20), ("d", c_short, 9)]


class Both(Union):
    _fields_ = [("number", c_float), ("bits", c_uint32), ("point", Point)]


class Holder(Structure):
    _anonymous_ = ["both"]
    _fields_ = [("tag", c_char * 4), ("both", Both), ("items", c_int * 3), ("next", POINTER(c_int))]


class Big(BigEndianStructure):
    _fields_ = [("a", c_uint16), ("b", c_uint32)]


for kind in (Point, Packed, Bits, Both, Holder, Big):
    print(kind.__name__, sizeof(kind), alignment(kind), memoryview(kind()).format)
    for field in kind._fields_:
        print("   ", getattr(kind, field[0]))
bits = Bits(-1, 15, 70000, 200)
print(bits.a, bits.b, bits.c, bits.d, bytes(bits).hex())
both = Both(number=1.0)
print(hex(both.bits), both.point.x)
holder = Holder(tag=b"ab", number=0.5, items=(1, 2, 3))
print(holder.tag, hex(holder.bits), list(holder.items), bool(holder.next))
holder.next = pointer(c_int(9))
print(holder.next[0], sorted(holder._objects))
print(bytes(Big(1, 2)).hex())
grid = (c_int * 3 * 2)((1, 2, 3), (4, 5, 6))
print([list(row) for row in grid], memoryview(grid).shape, memoryview(grid).nbytes)
text = create_string_buffer(b"hello", 8)
print(text.value, text.raw, text[1:4], len(text))
for action in (lambda: Point(1, 2, 3), lambda: grid[5], lambda: setattr(text, "value", b"far too long"),
               lambda: setattr(Point, "_fields_", []), lambda: Point("a")):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
resize(text, 20)
print(sizeof(text), sizeof(type(text)))
