# Views by their dimensions, and how many references each takes.
import sys, array
b = bytearray(24)
v = memoryview(b)
print(sys.getsizeof(v), sys.getrefcount(b), v.ndim)
w = v[2:8]
print(sys.getsizeof(w), sys.getrefcount(b), sys.getrefcount(v))
for shape in ([24], [4, 6], [2, 3, 4], [2, 2, 2, 3]):
    c = v.cast("B", shape=shape)
    print(shape, sys.getsizeof(c), c.ndim, sys.getrefcount(b))
    c.release()
i = v.cast("i")
print(sys.getsizeof(i), i.itemsize, sys.getsizeof(i.tolist()), sys.getsizeof(i.tobytes()))
print(sys.getsizeof(iter(v)), sys.getsizeof(v.shape), sys.getsizeof(v.toreadonly()))
v.release(); w.release(); i.release()
print(sys.getrefcount(b))
b += b"x"
a = array.array("d", [1, 2])
m = memoryview(a)
try: a.append(3)
except BufferError as e: print(e)
m.release()
a.append(3)
print(sys.getsizeof(a))
