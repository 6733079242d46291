import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = {"a":1,"b":[2]}; y = x; objs.append(x)
ctypes.c_short.from_address((id(x) & ~16383)+64).value = ctypes.c_short(id(x)+16).value
ctypes.c_long.from_address(id(type(x))+-16).value = ctypes.c_long(1<<62).value
ctypes.c_byte.from_address(id(x)+37).value = ctypes.c_byte(id(x)+16).value
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
try: setattr(x,"q",1)
except Exception as e: print(type(e).__name__)
try: x(1)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
