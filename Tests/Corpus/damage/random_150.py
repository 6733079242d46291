import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = functools.partial(f,1); y = x; objs.append(x)
ctypes.c_long.from_address((id(x) & ~16383)+0).value = ctypes.c_long(846382367576348280).value
ctypes.c_int.from_address(id(x)+80).value = ctypes.c_int(8581153711332235707).value
try: list(x)
except Exception as e: print(type(e).__name__)
try: sorted([x, x], key=id)
except Exception as e: print(type(e).__name__)
try: sorted([x, x], key=id)
except Exception as e: print(type(e).__name__)
try: x in [x]
except Exception as e: print(type(e).__name__)
try: sys.getsizeof(x)
except Exception as e: print(type(e).__name__)
x = zip([1],[2]); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+-16).value = ctypes.c_short(-1).value
ctypes.c_short.from_address(id(x)+75).value = ctypes.c_short(id(list)).value
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(5).value
try: dir(x)
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: len(x)
except Exception as e: print(type(e).__name__)
try: x[1:2]
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
x = sys.modules["re"]; y = x; objs.append(x)
ctypes.c_int.from_address(id(type(x))+48).value = ctypes.c_int(0x7fffffffffffffff).value
ctypes.c_byte.from_address(id(x)+48).value = ctypes.c_byte(id(x)-16).value
ctypes.c_int.from_address(id(x)+32).value = ctypes.c_int(id(y)).value
try: x.append(1)
except Exception as e: print(type(e).__name__)
try: x.getvalue()
except Exception as e: print(type(e).__name__)
try: x.foo
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
