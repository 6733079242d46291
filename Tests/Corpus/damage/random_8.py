import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = io.BytesIO(b"abc"*9); y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+-8).value = ctypes.c_long(0x555555560000).value
ctypes.c_short.from_address(id(x)+64).value = ctypes.c_short(id(list)).value
ctypes.c_long.from_address(id(x)+32).value = ctypes.c_long(1<<62).value
ctypes.c_long.from_address(id(x)+48).value = ctypes.c_long(id(sys)).value
def work():
    global x,y
    try: x.getvalue()
    except Exception as e: print(type(e).__name__)
    try: x()
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
x = "t\u1234"*3; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+64).value = ctypes.c_long(1<<62).value
ctypes.c_long.from_address(id(x)+8).value = ctypes.c_long(-1).value
ctypes.c_long.from_address(id(x)+40).value = ctypes.c_long(-1).value
ctypes.c_long.from_address(id(x)+169).value = ctypes.c_long(id(list)).value
def work():
    global x,y
    try: pickle.dumps(x)
    except Exception as e: print(type(e).__name__)
    try: x.append(1)
    except Exception as e: print(type(e).__name__)
    try: sorted([x, x], key=id)
    except Exception as e: print(type(e).__name__)
    try: dir(x)
    except Exception as e: print(type(e).__name__)
    try: exec("q=1")
    except Exception as e: print(type(e).__name__)
    try: x.__class__
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
del x, y, objs
gc.collect()
print("end")
