"""struct: formats, byte orders, alignment, and what is refused."""
import struct
import sys


def show(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


for order in "@=<>!":
    show(struct.calcsize, order + "bhilq?efd3s4p2x")
    show(struct.pack, order + "bhilq", -1, -2, -3, -4, -5)
    show(struct.unpack, order + "HI", bytes(range(struct.calcsize(order + "HI"))))
show(struct.pack, "<efd", 1.5, -2.25, 1e300)
show(struct.pack, ">5s4p?c", b"ab", b"abcdef", [], b"z")
show(struct.unpack, "<e", b"\x01\x7c")
show(struct.pack, "b", 128)
show(struct.pack, "<I", 2**32)
show(struct.pack, "P", -1)
show(struct.pack, "h", 1.0)
show(struct.pack, "e", 65520)
show(struct.pack, "hh", 1)
show(struct.calcsize, "3")
show(struct.calcsize, "<n")
show(struct.Struct, None)
buffer = bytearray(8)
record = struct.Struct("<hh")
record.pack_into(buffer, -6, 1, 2)
print(buffer, record.size, record.format, sys.getsizeof(record))
show(record.pack_into, buffer, 5, 1, 2)
show(record.unpack_from, buffer, -3)
show(record.unpack, b"abc")
print(list(record.iter_unpack(buffer)), record.iter_unpack(buffer).__length_hint__())
show(record.iter_unpack, b"abc")
