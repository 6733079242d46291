import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = itertools.tee([1,2,3])[0]; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(1).value
ctypes.c_long.from_address(id(x)+97).value = ctypes.c_long(1072742703109908468).value
try: x.foo
except Exception as e: print(type(e).__name__)
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
x = slice(1,2); y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+16).value = ctypes.c_long(id(y)).value
ctypes.c_long.from_address(id(x)+16).value = ctypes.c_long(5).value
ctypes.c_short.from_address(id(x)+32).value = ctypes.c_short(-1).value
ctypes.c_byte.from_address(id(x)+24).value = ctypes.c_byte(-1).value
def work():
    global x,y
    try: copy.copy(x)
    except Exception as e: print(type(e).__name__)
    try: x(1)
    except Exception as e: print(type(e).__name__)
    try: type(x)
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
x = collections.deque([1,2,3]); y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+8).value = ctypes.c_long(id(list)).value
ctypes.c_long.from_address(id(x)+48).value = ctypes.c_long(0x7fffffffffffffff).value
def work():
    global x,y
    try: {x: 1}
    except Exception as e: print(type(e).__name__)
    try: len(x)
    except Exception as e: print(type(e).__name__)
    try: x["a"]
    except Exception as e: print(type(e).__name__)
    try: x.append(1)
    except Exception as e: print(type(e).__name__)
    try: x == y
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
x = b"bytes"*9; y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+-16).value = ctypes.c_short(-1).value
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(id(x)-16).value
ctypes.c_long.from_address(id(x)+-16).value = ctypes.c_long(731616366486055941).value
ctypes.c_long.from_address((id(x) & ~16383)+-16).value = ctypes.c_long(1<<62).value
try: x.getvalue()
except Exception as e: print(type(e).__name__)
try: list(x)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
