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
ctypes.c_short.from_address(id(x)+40).value = ctypes.c_short(id(sys)).value
ctypes.c_long.from_address(id(type(x))+48).value = ctypes.c_long(5).value
ctypes.c_int.from_address(id(x)+32).value = ctypes.c_int(5920269253580014181).value
ctypes.c_int.from_address(id(x)+-8).value = ctypes.c_int(0x7fffffffffffffff).value
try: sorted([x, x], key=id)
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
try: isinstance(x, list)
except Exception as e: print(type(e).__name__)
x = C(); y = x; objs.append(x)
ctypes.c_int.from_address((id(x) & ~16383)+40).value = ctypes.c_int(1<<62).value
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(1<<62).value
def work():
    global x,y
    try: gc.get_referents(x)
    except Exception as e: print(type(e).__name__)
    try: [str(n)*9 for n in range(300)]
    except Exception as e: print(type(e).__name__)
    try: [str(n)*9 for n in range(300)]
    except Exception as e: print(type(e).__name__)
    try: list(x)
    except Exception as e: print(type(e).__name__)
    try: vars(x)
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
x = lambda x: x; y = x; objs.append(x)
ctypes.c_long.from_address((id(x) & ~16383)+153).value = ctypes.c_long(1<<62).value
ctypes.c_byte.from_address(id(x)+64).value = ctypes.c_byte(id(objs)).value
ctypes.c_int.from_address(id(x)+64).value = ctypes.c_int(1<<62).value
try: len(x)
except Exception as e: print(type(e).__name__)
try: [bytes(n) for n in range(600)]
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: x[1:2]
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
x = memoryview(b"abcdef"); y = x; objs.append(x)
ctypes.c_long.from_address((id(x) & ~16383)+32).value = ctypes.c_long(1).value
ctypes.c_long.from_address((id(x) & ~16383)+-8).value = ctypes.c_long(id(y)).value
try: [*x]
except Exception as e: print(type(e).__name__)
try: f"{x}"
except Exception as e: print(type(e).__name__)
try: x.append(1)
except Exception as e: print(type(e).__name__)
try: x()
except Exception as e: print(type(e).__name__)
try: y in x
except Exception as e: print(type(e).__name__)
try: [[] for _ in range(500)]
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
