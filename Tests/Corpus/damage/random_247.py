import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = array.array("i",[1,2,3]); y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+56).value = ctypes.c_long(id(objs)).value
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
try: x[0]
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
x = hashlib.sha512(b"x") if 0 else random.Random(1); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+8).value = ctypes.c_short(id(x)+16).value
ctypes.c_byte.from_address(id(x)+-16).value = ctypes.c_byte(-1).value
ctypes.c_long.from_address(id(type(x))+-16).value = ctypes.c_long(id(y)).value
ctypes.c_byte.from_address(id(x)+64).value = ctypes.c_byte(0x555555560000).value
try: vars(x)
except Exception as e: print(type(e).__name__)
try: x.add(7)
except Exception as e: print(type(e).__name__)
try: repr(x)
except Exception as e: print(type(e).__name__)
try: isinstance(x, list)
except Exception as e: print(type(e).__name__)
try: x + x
except Exception as e: print(type(e).__name__)
x = f.__code__; y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+48).value = ctypes.c_int(id(x)-16).value
try: x.add(7)
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
try: list(x)
except Exception as e: print(type(e).__name__)
try: x.add(7)
except Exception as e: print(type(e).__name__)
x = zip([1],[2]); y = x; objs.append(x)
ctypes.c_byte.from_address(id(x)+24).value = ctypes.c_byte(1).value
try: sum(x)
except Exception as e: print(type(e).__name__)
try: x(1)
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
