import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = (ctypes.c_int*20)(); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+40).value = ctypes.c_int(id(y)).value
ctypes.c_short.from_address(id(x)+23).value = ctypes.c_short(0x555555560000).value
ctypes.c_long.from_address(id(type(x))+-8).value = ctypes.c_long(-1).value
ctypes.c_long.from_address(id(x)+40).value = ctypes.c_long(-1).value
try: x(1)
except Exception as e: print(type(e).__name__)
try: copy.deepcopy(x)
except Exception as e: print(type(e).__name__)
try: {x: 1}
except Exception as e: print(type(e).__name__)
try: dir(x)
except Exception as e: print(type(e).__name__)
try: next(iter(x))
except Exception as e: print(type(e).__name__)
x = weakref.ref(C); y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(16).value
try: x.pop()
except Exception as e: print(type(e).__name__)
try: str(x)
except Exception as e: print(type(e).__name__)
try: setattr(x,"q",1)
except Exception as e: print(type(e).__name__)
try: x + x
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
