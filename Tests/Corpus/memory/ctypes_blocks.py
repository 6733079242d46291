# How many blocks it takes to make each, the one of the value included where it is apart.
import ctypes, sys
S = type("S", (ctypes.Structure,), {"_fields_": [("a", ctypes.c_int), ("b", ctypes.c_double)]})
B = type("B", (ctypes.Structure,), {"_fields_": [("a", ctypes.c_int * 20)]})
def count(make):
    kept = [None] * 50
    make()
    before = sys.getallocatedblocks()
    for index in range(50):
        kept[index] = make()
    return (sys.getallocatedblocks() - before) / 50
for name, make in [("int", ctypes.c_int), ("double", ctypes.c_double), ("char", ctypes.c_char),
                   ("array 2", ctypes.c_int * 2), ("array 10", ctypes.c_int * 10), ("struct", S), ("large", B),
                   ("pointer", ctypes.POINTER(ctypes.c_int))]:
    print(name, round(count(make)))
