# What C data keep alive, by references counted.
import ctypes, sys
data = b"some bytes that are kept"
p = ctypes.c_char_p(data)
print(sys.getrefcount(data), p._objects is data)
S = type("S", (ctypes.Structure,), {"_fields_": [("a", ctypes.c_char_p), ("b", ctypes.c_char_p)]})
s = S(data, data)
print(sys.getrefcount(data), s._objects)
a = (ctypes.c_char_p * 3)(data, None, data)
print(sys.getrefcount(data), a._objects)
n = ctypes.c_int(5)
q = ctypes.pointer(n)
print(sys.getrefcount(n), q._objects == {"1": n})
c = q.contents
print(c is n, c._b_base_ is None, sys.getrefcount(n))
del s, a
print(sys.getrefcount(data))
