import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = gen(); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+8).value = ctypes.c_byte(16).value
ctypes.c_byte.from_address(id(x)+-8).value = ctypes.c_byte(1).value
ctypes.c_long.from_address(id(x)+8).value = ctypes.c_long(1<<62).value
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
