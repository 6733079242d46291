import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = (1,(2,3),"x"); y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+-16).value = ctypes.c_long(1<<62).value
ctypes.c_int.from_address(id(type(x))+16).value = ctypes.c_int(id(x)+16).value
ctypes.c_long.from_address(id(x)+48).value = ctypes.c_long(id(x)+16).value
def work():
    global x,y
    try: y in x
    except Exception as e: print(type(e).__name__)
    try: x.add(7)
    except Exception as e: print(type(e).__name__)
    try: setattr(x,"q",1)
    except Exception as e: print(type(e).__name__)
    try: sum(x)
    except Exception as e: print(type(e).__name__)
    try: x.pop()
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
del x, y, objs
gc.collect()
print("end")
