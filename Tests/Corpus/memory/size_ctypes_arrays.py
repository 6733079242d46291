# An array's memory is apart from the instance when it is large; getsizeof doesn't count it.
import ctypes, sys
for kind in (ctypes.c_char, ctypes.c_short, ctypes.c_int, ctypes.c_double):
    for count in (0, 1, 2, 4, 16, 17, 100):
        value = (kind * count)()
        inside = id(value) <= ctypes.addressof(value) < id(value) + sys.getsizeof(value)
        print(kind.__name__, count, ctypes.sizeof(value), sys.getsizeof(value), inside)
