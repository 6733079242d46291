import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = zip([1],[2]); y = x; objs.append(x)
ctypes.c_byte.from_address(id(type(x))+32).value = ctypes.c_byte(id(sys)).value
ctypes.c_long.from_address(id(type(x))+40).value = ctypes.c_long(0x555555560000).value
def work():
    global x,y
    try: dir(x)
    except Exception as e: print(type(e).__name__)
    try: [bytes(n) for n in range(600)]
    except Exception as e: print(type(e).__name__)
    try: x.getvalue()
    except Exception as e: print(type(e).__name__)
    try: hash(x)
    except Exception as e: print(type(e).__name__)
    try: dir(x)
    except Exception as e: print(type(e).__name__)
t = threading.Thread(target=work); t.start(); t.join()
x = (1,(2,3),"x"); y = x; objs.append(x)
ctypes.c_short.from_address(id(x)+48).value = ctypes.c_short(676484752909862063).value
try: x.pop()
except Exception as e: print(type(e).__name__)
try: len(x)
except Exception as e: print(type(e).__name__)
try: gc.get_referents(x)
except Exception as e: print(type(e).__name__)
x = threading.Lock(); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+-16).value = ctypes.c_int(1<<62).value
ctypes.c_long.from_address(id(x)+0).value = ctypes.c_long(1).value
try: x()
except Exception as e: print(type(e).__name__)
try: x.write("a")
except Exception as e: print(type(e).__name__)
try: copy.copy(x)
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
