import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = b"bytes"*9; y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+48).value = ctypes.c_short(0).value
try: hash(x)
except Exception as e: print(type(e).__name__)
try: x.append(1)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
