import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = _random.Random(4); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+40).value = ctypes.c_short(7113405601538959265).value
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
try: gc.get_referents(x)
except Exception as e: print(type(e).__name__)
try: [*x]
except Exception as e: print(type(e).__name__)
try: [*x]
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
x = struct.Struct("ii"); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+64).value = ctypes.c_byte(id(objs)).value
ctypes.c_long.from_address(id(x)+40).value = ctypes.c_long(5).value
ctypes.c_short.from_address(id(x)+149).value = ctypes.c_short(id(y)).value
ctypes.c_byte.from_address(id(x)+56).value = ctypes.c_byte(4624264140009440673).value
def work():
    global x,y
    try: gc.collect()
    except Exception as e: print(type(e).__name__)
    try: len(x)
    except Exception as e: print(type(e).__name__)
    try: x.upper()
    except Exception as e: print(type(e).__name__)
    try: [{} for _ in range(500)]
    except Exception as e: print(type(e).__name__)
    try: isinstance(x, list)
    except Exception as e: print(type(e).__name__)
    try: dir(x)
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
del x, y, objs
gc.collect()
print("end")
