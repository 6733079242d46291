import ctypes, sys, gc, collections, re, io, functools, itertools, weakref, threading, struct, array, copy, pickle, random, _random
class C:
    def __init__(self): self.a = 1; self.b = [2]
def f(x=1): return x
def gen():
    yield 1
    yield 2
print("begin", flush=True)
objs = []
x = b"bytes"*9; y = x; objs.append(x)
ctypes.c_long.from_address(id(x)+48).value = ctypes.c_long(16).value
try: x.update({"q":1})
except Exception as e: print(type(e).__name__)
try: repr(x)
except Exception as e: print(type(e).__name__)
try: gc.collect()
except Exception as e: print(type(e).__name__)
try: x.pop()
except Exception as e: print(type(e).__name__)
x = {"a":1,"b":[2]}; y = x; objs.append(x)
ctypes.c_long.from_address(id(type(x))+32).value = ctypes.c_long(5).value
try: pickle.dumps(x)
except Exception as e: print(type(e).__name__)
try: list(x)
except Exception as e: print(type(e).__name__)
try: copy.deepcopy(x)
except Exception as e: print(type(e).__name__)
try: len(x)
except Exception as e: print(type(e).__name__)
try: setattr(x,"q",1)
except Exception as e: print(type(e).__name__)
x = C(); y = x; objs.append(x)
ctypes.c_int.from_address(id(x)+56).value = ctypes.c_int(id(y)).value
ctypes.c_long.from_address(id(x)+26).value = ctypes.c_long(0x555555560000).value
try: type(x)
except Exception as e: print(type(e).__name__)
try: type(x)
except Exception as e: print(type(e).__name__)
try: [*x]
except Exception as e: print(type(e).__name__)
del x, y, objs
gc.collect()
print("end")
