import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = lambda x: x; y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+24).value = ctypes.c_long(0x555555560000).value
ctypes.c_long.from_address(id(x)+16).value = ctypes.c_long(1).value
try: copy.deepcopy(x)
except Exception as e: print(type(e).__name__)
try: bool(x)
except Exception as e: print(type(e).__name__)
try: exec("q=1")
except Exception as e: print(type(e).__name__)
try: hash(x)
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
x = io.StringIO("abc"); y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+16).value = ctypes.c_long(1701124331483897077).value
ctypes.c_short.from_address(id(x)+64).value = ctypes.c_short(-1).value
ctypes.c_short.from_address((id(x) & ~16383)+0).value = ctypes.c_short(1<<62).value
try: x()
except Exception as e: print(type(e).__name__)
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
try: [bytes(n) for n in range(600)]
except Exception as e: print(type(e).__name__)
try: x + x
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
