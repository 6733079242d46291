# Code objects: what makes them larger.
import sys
def size(source): return sys.getsizeof(compile(source, "<x>", "exec"))
print([size(s) for s in ("", "x", "x = 1", "x = y = 1", "x + y", "f(x)", "f(x, y)", "a.b", "a.b.c", "a[b]", "if a: b")])
def f0(): pass
def f1(a): return a
def f2(a, b=1, *c, d, **e): x = 1; return a, b, c, d, e, x
def f3():
    try: f0()
    except ValueError as e: raise
    finally: f1(1)
def f4():
    x = 1
    def g(): return x
    return g
async def f5(): await x
for f in (f0, f1, f2, f3, f4, f5, lambda: 0, f4()):
    c = f.__code__
    print(c.co_name, sys.getsizeof(c), len(c.co_code), c.co_stacksize, c.co_nlocals, len(c.co_consts), sys.getsizeof(c.co_code),
          sys.getsizeof(c.co_linetable), sys.getsizeof(c.co_exceptiontable), sys.getsizeof(c.co_varnames), type(c).__basicsize__)
