# Instances of C types take each other's places.
import ctypes
for cls in (ctypes.c_int, ctypes.c_double, ctypes.c_char_p, ctypes.c_int * 3, ctypes.POINTER(ctypes.c_int)):
    value = cls()
    place = id(value)
    del value
    value = cls()
    print(cls.__name__, id(value) == place)
