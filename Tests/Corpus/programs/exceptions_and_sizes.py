try:
    try: 1/0
    finally: print("fin")
except ZeroDivisionError as e: print("caught", e.args)
else: print("no")
finally: print("end")
def f():
    try: return 1
    finally: print("f fin")
print(f())
def g():
    for i in range(3):
        try:
            if i==1: continue
            if i==2: break
        finally: print("it",i)
    return "g"
print(g())
try:
    try: raise ValueError("a")
    except ValueError as e: raise KeyError("b") from e
except KeyError as e: print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    raise TypeError
except (ValueError, TypeError) as e: print(type(e), e.args)
try:
    try: raise ValueError(1,2)
    except KeyError: pass
except ValueError as e: print(e, e.args, str(e), repr(e))
try: raise Exception("x","y")
except Exception as e: print(e)
def h():
    try: raise ValueError("in")
    except ValueError:
        raise
try: h()
except ValueError as e: print("re", e)
import sys
try: raise OSError(2,"nope","f.txt")
except OSError as e: print(e, e.errno, type(e))
try: raise StopIteration(3)
except StopIteration as e: print(e.value)
e=ValueError("n"); e.add_note("note"); print(e.__notes__)
print(issubclass(KeyError, LookupError), KeyError.__mro__, isinstance(e, Exception))
try:
    raise 5
except TypeError as e: print(e)
try:
    raise ValueError from 5
except TypeError as e: print(e)
class_missing = None
with_ok = []
import gc
print(gc.collect()>=0, gc.isenabled(), gc.get_threshold())
print(sys.getsizeof(1), sys.getsizeof(2**40), sys.getsizeof(""), sys.getsizeof("abc"), sys.getsizeof("é"), sys.getsizeof([]), sys.getsizeof([1,2,3]), sys.getsizeof(()), sys.getsizeof((1,2)), sys.getsizeof({}), sys.getsizeof({1:2}), sys.getsizeof(1.5), sys.getsizeof(None), sys.getsizeof(set()), sys.getsizeof(f), sys.getsizeof(range(3)), sys.getsizeof(b""))
x=[]; y=x; print(sys.getrefcount(x))
z=1234567; print(sys.getrefcount(z))
def r(p): return sys.getrefcount(p)
print(r([]), r(x))
a=[1000,1000]; print(a[0] is a[1]); b=1000; c=1000; print(b is c)
l=[]
for i in range(20): l.append(i); print(sys.getsizeof(l), end=" ")
print()
d={}
for i in range(12): d[i]=i; print(sys.getsizeof(d), end=" ")
print()
