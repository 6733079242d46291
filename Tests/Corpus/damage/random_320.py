import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = ValueError(1); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+32).value = ctypes.c_int(16).value
try: x.pop()
except Exception as e: print(type(e).__name__)
try: x.pop()
except Exception as e: print(type(e).__name__)
try: next(iter(x))
except Exception as e: print(type(e).__name__)
try: f"{x}"
except Exception as e: print(type(e).__name__)
x = bytearray(b"abc"*9); y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+-16).value = ctypes.c_long(16).value
ctypes.c_long.from_address(id(x)+16).value = ctypes.c_long(5828470798583859942).value
ctypes.c_long.from_address(id(x)+0).value = ctypes.c_long(1).value
ctypes.c_long.from_address(id(x)+32).value = ctypes.c_long(5).value
try: sys.getsizeof(x)
except Exception as e: print(type(e).__name__)
try: x.foo
except Exception as e: print(type(e).__name__)
try: gc.get_referents(x)
except Exception as e: print(type(e).__name__)
try: repr(x)
except Exception as e: print(type(e).__name__)
try: gc.get_referrers(x)
except Exception as e: print(type(e).__name__)
try: type(x)
except Exception as e: print(type(e).__name__)
x = ctypes.c_int(3); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+-16).value = ctypes.c_short(id(objs)).value
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
try: repr(x)
except Exception as e: print(type(e).__name__)
try: repr(x)
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
x = itertools.tee([1,2,3])[0]; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+110).value = ctypes.c_long(id(x)-16).value
ctypes.c_short.from_address(id(x)+64).value = ctypes.c_short(-1).value
ctypes.c_long.from_address(id(x)+32).value = ctypes.c_long(id(x)+16).value
try: x.add(7)
except Exception as e: print(type(e).__name__)
try: sum(x)
except Exception as e: print(type(e).__name__)
try: gc.get_referents(x)
except Exception as e: print(type(e).__name__)
try: [{} for _ in range(500)]
except Exception as e: print(type(e).__name__)
try: type(x)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
