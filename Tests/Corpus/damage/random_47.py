import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = "t\u1234"*3; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+16).value = ctypes.c_long(id(objs)).value
ctypes.c_long.from_address(id(x)+-8).value = ctypes.c_long(0x555555560000).value
ctypes.c_long.from_address(id(x)+24).value = ctypes.c_long(1<<62).value
ctypes.c_long.from_address((id(x) & ~16383)+40).value = ctypes.c_long(0).value
try: [{} for _ in range(500)]
except Exception as e: print(type(e).__name__)
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
try: pickle.dumps(x)
except Exception as e: print(type(e).__name__)
try: x.__class__
except Exception as e: print(type(e).__name__)
x = threading.Lock(); y = x; objs.append(x)
ctypes.c_long.from_address((id(x) & ~16383)+0).value = ctypes.c_long(id(y)).value
ctypes.c_long.from_address(id(x)+-8).value = ctypes.c_long(id(sys)).value
try: copy.deepcopy(x)
except Exception as e: print(type(e).__name__)
try: bool(x)
except Exception as e: print(type(e).__name__)
try: [str(n)*9 for n in range(300)]
except Exception as e: print(type(e).__name__)
try: x * 2
except Exception as e: print(type(e).__name__)
x = itertools.tee([1,2,3])[0]; y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+48).value = ctypes.c_int(id(y)).value
ctypes.c_byte.from_address(id(x)+16).value = ctypes.c_byte(id(objs)).value
ctypes.c_long.from_address(id(x)+56).value = ctypes.c_long(5786809858744050511).value
try: x in [x]
except Exception as e: print(type(e).__name__)
try: x()
except Exception as e: print(type(e).__name__)
try: x.__class__
except Exception as e: print(type(e).__name__)
try: f"{x}"
except Exception as e: print(type(e).__name__)
try: x.foo
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
