import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = memoryview(b"abcdef"); y = x; objs.append(x)
ctypes.c_byte.from_address((id(x) & ~16383)+40).value = ctypes.c_byte(id(x)-16).value
ctypes.c_long.from_address((id(x) & ~16383)+-16).value = ctypes.c_long(0).value
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
try: y in x
except Exception as e: print(type(e).__name__)
try: gc.get_referents(x)
except Exception as e: print(type(e).__name__)
x = memoryview(b"abcdef"); y = x; objs.append(x)
ctypes.c_int.from_address(id(type(x))+8).value = ctypes.c_int(1).value
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
try: f"{x}"
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
x = complex(1,2); y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+44).value = ctypes.c_long(1).value
try: x.upper()
except Exception as e: print(type(e).__name__)
try: x == y
except Exception as e: print(type(e).__name__)
try: [*x]
except Exception as e: print(type(e).__name__)
try: x + x
except Exception as e: print(type(e).__name__)
try: x(1)
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
