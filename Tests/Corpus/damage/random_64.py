import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = 3.5; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+8).value = ctypes.c_long(16).value
ctypes.c_long.from_address(id(x)+39).value = ctypes.c_long(5).value
ctypes.c_byte.from_address(id(x)+40).value = ctypes.c_byte(0).value
ctypes.c_long.from_address(id(type(x))+-8).value = ctypes.c_long(id(x)-16).value
try: x()
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: [*x]
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
try: x == y
except Exception as e: print(type(e).__name__)
try: str(x)
except Exception as e: print(type(e).__name__)
x = functools.partial(f,1); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+24).value = ctypes.c_short(16).value
ctypes.c_long.from_address(id(x)+-16).value = ctypes.c_long(id(list)).value
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: list(x)
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
x = zip([1],[2]); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+-8).value = ctypes.c_byte(0x7fffffffffffffff).value
ctypes.c_long.from_address((id(x) & ~16383)+64).value = ctypes.c_long(-1).value
try: x.append(1)
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
try: x[1:2]
except Exception as e: print(type(e).__name__)
try: [{} for _ in range(500)]
except Exception as e: print(type(e).__name__)
x = collections.deque([1,2,3]); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+0).value = ctypes.c_int(1).value
ctypes.c_byte.from_address(id(x)+24).value = ctypes.c_byte(0x7fffffffffffffff).value
try: len(x)
except Exception as e: print(type(e).__name__)
try: sys._debugmallocstats()
except Exception as e: print(type(e).__name__)
try: x in [x]
except Exception as e: print(type(e).__name__)
try: x["a"]
except Exception as e: print(type(e).__name__)
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
