def f(a, b=2, *args, c, d=4, **kw): return (a,b,args,c,d,kw)
print(f(1,c=3), f(1,2,3,4,c=5,e=6), f(*[1,2],**{"c":3}))
def g(a, /, b, *, c): return a+b+c
print(g(1,2,c=3), g(1,b=2,c=3))
for call in ["f()", "g(1,2,3)", "g(a=1,b=2,c=3)", "f(1,c=2,a=3)", "g(1)", "len()", "len(1,2)", "f(1,2,c=1,**{'c':2})", "g(1,2,c=3,d=4)", "print(1,foo=2)", "int('1',2,3)", "5()", "None.x", "[].foo()", "undefined", "f.x", "(lambda: 1)(2)"]:
    try: eval(call)
    except Exception as e: print(call, type(e).__name__, e)
def outer():
    n=0
    def inc():
        nonlocal n
        n+=1
        return n
    return inc
i=outer(); print(i(),i(),i())
G=1
def setg():
    global G
    G=5
setg(); print(G)
print((lambda x,y=2:x*y)(3), [ (lambda i=i: i)() for i in range(3)])
def fact(n): return 1 if n<2 else n*fact(n-1)
print(fact(20), f.__name__, f.__defaults__, f.__kwdefaults__, fact.__code__.co_varnames, fact.__code__.co_name)
def deco(fn):
    def w(*a,**k): return ("w",fn(*a,**k))
    return w
@deco
def h(x): return x
print(h(3))
def gen():
    yield 1
    x = yield 2
    print("got",x)
    yield from [3,4]
    return 5
gg=gen(); print(next(gg), next(gg), gg.send("v"), list(gg))
print(sum(x*x for x in range(5)), list(x for x in "ab"))
def unbound():
    print(q)
    q=1
try: unbound()
except UnboundLocalError as e: print(e)
def freev():
    def inner(): return zz
    try: inner()
    except NameError as e: print(e)
    zz=1
freev()
def rec(n): return rec(n+1)
try: rec(0)
except RecursionError as e: print(e)
def mut(x=[]): x.append(1); return x
print(mut(), mut(), mut([]))
print(callable(f), callable(1), repr(len), repr(print), type(f), type(len), type([].append))
for w in range(3):
    if w==1: continue
    print(w)
else: print("else")
while True:
    break
else: print("never")
n=3
while n: n-=1
else: print("done")
x = 5 if n else 6; print(x, not n, n and 1, n or 2, 1 and 2)
assert True, "no"
try: assert 1==2, "msg"
except AssertionError as e: print("AE", e)
print((y:=10), y)
del x
try: x
except NameError as e: print(e)
pass
def ann(a:int, b:"str"=1)->float: return a
print(ann.__annotations__)
match [1,2,3]:
    case [a,*rest]: print(a,rest)
match {"k":1}:
    case {"k":v}: print(v)
match 5:
    case 1|2: print("no")
    case int(x) if x>3: print("int",x)
