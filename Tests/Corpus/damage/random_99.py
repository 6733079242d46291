import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = io.StringIO("abc"); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+0).value = ctypes.c_short(0x7fffffffffffffff).value
ctypes.c_long.from_address(id(x)+56).value = ctypes.c_long(id(objs)).value
try: setattr(x,"q",1)
except Exception as e: print(type(e).__name__)
try: copy.deepcopy(x)
except Exception as e: print(type(e).__name__)
try: sys.getsizeof(x)
except Exception as e: print(type(e).__name__)
try: gc.get_referents(x)
except Exception as e: print(type(e).__name__)
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
try: copy.deepcopy(x)
except Exception as e: print(type(e).__name__)
x = enumerate([1]); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+-22).value = ctypes.c_int(0x555555560000).value
ctypes.c_int.from_address(id(type(x))+-16).value = ctypes.c_int(0).value
try: sys.getsizeof(x)
except Exception as e: print(type(e).__name__)
try: [*x]
except Exception as e: print(type(e).__name__)
try: x == y
except Exception as e: print(type(e).__name__)
x = C; y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+8).value = ctypes.c_int(16).value
ctypes.c_long.from_address((id(x) & ~16383)+48).value = ctypes.c_long(0).value
ctypes.c_short.from_address(id(type(x))+64).value = ctypes.c_short(1).value
ctypes.c_long.from_address(id(x)+0).value = ctypes.c_long(0).value
try: sorted([x, x], key=id)
except Exception as e: print(type(e).__name__)
try: {x: 1}
except Exception as e: print(type(e).__name__)
try: gc.get_referrers(x)
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
x = "text"*5; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+0).value = ctypes.c_long(16).value
ctypes.c_byte.from_address(id(x)+3).value = ctypes.c_byte(id(x)-16).value
def work():
    global x,y
    try: x.__class__
    except Exception as e: print(type(e).__name__)
    try: sum(x)
    except Exception as e: print(type(e).__name__)
    try: x * 2
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
del x, y, objs
gc.collect()
print("end")
