import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = sys.modules["re"]; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+0).value = ctypes.c_long(id(list)).value
ctypes.c_short.from_address(id(x)+40).value = ctypes.c_short(1).value
ctypes.c_long.from_address(id(x)+56).value = ctypes.c_long(id(list)).value
ctypes.c_long.from_address(id(x)+56).value = ctypes.c_long(id(x)+16).value
try: len(x)
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
x = itertools.tee([1,2,3])[0]; y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+56).value = ctypes.c_int(id(x)+16).value
try: x in [x]
except Exception as e: print(type(e).__name__)
try: repr(x)
except Exception as e: print(type(e).__name__)
try: x.getvalue()
except Exception as e: print(type(e).__name__)
try: x == y
except Exception as e: print(type(e).__name__)
x = collections.deque([1,2,3]); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+24).value = ctypes.c_byte(id(x)+16).value
ctypes.c_byte.from_address(id(x)+32).value = ctypes.c_byte(0x7fffffffffffffff).value
ctypes.c_byte.from_address(id(x)+8).value = ctypes.c_byte(id(sys)).value
ctypes.c_long.from_address(id(type(x))+32).value = ctypes.c_long(5).value
def work():
    global x,y
    try: isinstance(x, list)
    except Exception as e: print(type(e).__name__)
    try: x == y
    except Exception as e: print(type(e).__name__)
    try: x[1:2]
    except Exception as e: print(type(e).__name__)
    try: isinstance(x, list)
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
x = functools.lru_cache(f); y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+-16).value = ctypes.c_long(0x555555560000).value
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
try: f"{x}"
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
