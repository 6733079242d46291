import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = io.BytesIO(b"abc"*9); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+-8).value = ctypes.c_byte(id(x)-16).value
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
x = iter([1,2]); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+-38).value = ctypes.c_short(id(list)).value
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(16).value
ctypes.c_byte.from_address(id(x)+16).value = ctypes.c_byte(1).value
ctypes.c_byte.from_address(id(x)+-8).value = ctypes.c_byte(id(x)-16).value
try: [*x]
except Exception as e: print(type(e).__name__)
try: x.pop()
except Exception as e: print(type(e).__name__)
x = bytearray(b"abc"*9); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+40).value = ctypes.c_byte(0).value
ctypes.c_short.from_address(id(type(x))+-8).value = ctypes.c_short(id(x)-16).value
ctypes.c_long.from_address((id(x) & ~16383)+48).value = ctypes.c_long(1).value
ctypes.c_long.from_address(id(x)+32).value = ctypes.c_long(id(list)).value
try: sys.getsizeof(x)
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
try: sorted([x, x], key=id)
except Exception as e: print(type(e).__name__)
try: x()
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
