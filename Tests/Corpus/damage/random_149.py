import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = 1<<100; y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+-16).value = ctypes.c_short(id(x)-16).value
ctypes.c_byte.from_address(id(type(x))+16).value = ctypes.c_byte(1<<62).value
ctypes.c_byte.from_address(id(x)+-8).value = ctypes.c_byte(id(objs)).value
try: x.upper()
except Exception as e: print(type(e).__name__)
try: x()
except Exception as e: print(type(e).__name__)
try: sum(x)
except Exception as e: print(type(e).__name__)
try: x()
except Exception as e: print(type(e).__name__)
try: x.add(7)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
