import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = hashlib.sha512(b"x") if 0 else random.Random(1); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+103).value = ctypes.c_int(id(list)).value
ctypes.c_int.from_address(id(x)+40).value = ctypes.c_int(id(x)-16).value
ctypes.c_long.from_address(id(x)+-16).value = ctypes.c_long(1<<62).value
try: repr(x)
except Exception as e: print(type(e).__name__)
try: x[1:2]
except Exception as e: print(type(e).__name__)
try: x + x
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
