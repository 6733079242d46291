import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = struct.Struct("ii"); y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(id(x)-16).value
ctypes.c_long.from_address(id(type(x))+48).value = ctypes.c_long(16).value
try: f"{x}"
except Exception as e: print(type(e).__name__)
try: bool(x)
except Exception as e: print(type(e).__name__)
try: gc.get_referrers(x)
except Exception as e: print(type(e).__name__)
try: x.add(7)
except Exception as e: print(type(e).__name__)
try: x.foo
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
x = slice(1,2); y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+0).value = ctypes.c_long(id(x)-16).value
ctypes.c_byte.from_address(id(type(x))+40).value = ctypes.c_byte(id(sys)).value
ctypes.c_long.from_address(id(x)+32).value = ctypes.c_long(id(x)-16).value
ctypes.c_short.from_address(id(x)+-8).value = ctypes.c_short(id(list)).value
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
try: x.append(1)
except Exception as e: print(type(e).__name__)
try: x.add(7)
except Exception as e: print(type(e).__name__)
try: x[1:2]
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
