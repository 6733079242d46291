import sys
def run(c):
    out=[]
    try:
        while True: out.append(c.send(None))
    except StopIteration as e: return out,e.value
    except BaseException as e: return out,repr(e)
class Aw:
    def __init__(s,v): s.v=v
    def __await__(s):
        r=yield s.v
        return r
async def ag(n):
    for i in range(n):
        x=yield i
        if x: print('got',x)
        await Aw(('aw',i))
async def main():
    async for x in ag(3): print('x',x)
    else: print('else')
    print([x async for x in ag(3) if x])
    print({x async for x in ag(3)}, {x:1 async for x in ag(2)})
    g=(x async for x in ag(2)); print(type(g).__name__)
    print([y async for y in g])
    return 5
print(run(main()))
async def t(f):
    try: print('ok',await f)
    except BaseException as e: print(type(e).__name__, e)
async def m2():
    g=ag(2)
    await t(g.asend(1))
    await t(g.asend(None))
    await t(g.asend('v'))
    await t(g.athrow(ValueError('q')))
    await t(g.asend(None))
    await t(g.aclose())
    await t(g.aclose())
    g=ag(2); await t(g.aclose()); await t(g.__anext__())
    g=ag(2); s=g.asend(None); await t(s); await t(s)
    s=g.asend(None); s.close(); await t(s)
    s=g.aclose(); s.close(); await t(s)
    g=ag(1); await t(anext(g,7)); await t(anext(g,7)); await t(anext(g,7)); await t(anext(g))
    print(g.ag_running,g.ag_frame,g.ag_code is ag.__code__, g.ag_await, g.__name__, g.__qualname__)
print(run(m2()))
async def ig():
    try:
        while 1: yield 1
    except GeneratorExit:
        yield 2
async def m3():
    g=ig(); await t(g.__anext__()); await t(g.aclose())
    async def si(): 
        yield 1
        raise StopAsyncIteration(3)
    g=si(); await t(anext(g)); await t(anext(g))
    async def s2(): 
        yield 1
        raise StopIteration(3)
    g=s2(); await t(anext(g)); await t(anext(g)); await t(anext(g))
    g=ag(3); await t(g.athrow(KeyError)); await t(anext(g))
    g=ag(3); await t(g.athrow()); 
    g=ag(3); await t(g.athrow(1))
    g=ag(3); await t(g.athrow(ValueError,'x',5))
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    class A:
        def __aiter__(s): return 5
    try:
        async for x in A(): pass
    except TypeError as e: print(e)
    class B:
        def __aiter__(s): return s
        def __anext__(s): return 5
    try:
        async for x in B(): pass
    except TypeError as e: print(e, repr(e.__cause__), repr(e.__context__))
    try: aiter(5)
    except TypeError as e: print(e)
    try: aiter(A())
    except TypeError as e: print(e)
    try: anext(5)
    except TypeError as e: print(e)
    class C:
        n=0
        def __aiter__(s): return s
        async def __anext__(s):
            s.n+=1
            if s.n>3: raise StopAsyncIteration
            await Aw('C')
            return s.n
    async for q in C(): print(q)
    print(await anext(C(),'d'))
    c=C(); c.n=9; print(await anext(c,'d'))
    c=C(); c.n=9; await t(anext(c))
    try:
        async with 5: pass
    except TypeError as e: print(e)
    class X:
        async def __aenter__(s): print('enter'); await Aw('en'); return 8
    try:
        async with X(): pass
    except TypeError as e: print(e)
    class Y(X):
        async def __aexit__(s,*a): print('exit',a[0],a[1]); await Aw('ex'); return s.r
    y=Y(); y.r=True
    async with y as v: print(v); 1/0
    y.r=False
    try:
        async with y as v, y as w: print(v,w); 1/0
    except ZeroDivisionError as e: print('zde')
    for k in (1,):
        async with y: continue
    class Z:
        def __aenter__(s): return 1
        def __aexit__(s,*a): return 1
    try:
        async with Z(): pass
    except TypeError as e: print(e)
    class Z:
        async def __aenter__(s): return 1
        def __aexit__(s,*a): return 1
    try:
        async with Z(): pass
    except TypeError as e: print(e)
    try:
        async with Z(): 1/0
    except TypeError as e: print(e)
    async def raiser():
        yield 1
        1/0
    try:
        async for x in raiser(): pass
    except ZeroDivisionError as e: print('z',e)
print(run(m3()))
# running
async def r():
    global gg
    await Aw('a')
    yield 1
    await Aw('b')
gg=r()
a=gg.asend(None); print(a.send(None), gg.ag_running, type(gg.ag_await))
b=gg.asend(None)
for f in (b.send, lambda x: gg.aclose().send(x), lambda x: gg.athrow(ValueError).send(x)):
    try: f(None)
    except BaseException as e: print(type(e).__name__, e)
try: a.send('res')
except StopIteration as e: print('SI',e.value)
print(gg.ag_running)
for bad in (lambda: gg.asend(None).throw(ValueError('in')),lambda: gg.aclose().send(4), lambda: gg.aclose().send(None), lambda: gg.aclose().throw(ValueError('x'))):
    try: print(bad())
    except BaseException as e: print(type(e).__name__, e)
# hooks
log=[]
def fi(g): log.append(('first',g.__name__))
def fin(g): log.append(('fin',g.__name__)); 
sys.set_asyncgen_hooks(firstiter=fi, finalizer=fin)
g=r()
try: g.asend(None).send(None)
except StopIteration: pass
del g
print(log)
for k in (dict(firstiter=1),dict(finalizer=2)):
    try: sys.set_asyncgen_hooks(**k)
    except TypeError as e: print(e)
sys.set_asyncgen_hooks(None,None)
async def q():
    try: yield 1
    finally: print('closing')
g=q()
try: g.asend(None).send(None)
except StopIteration: pass
del g
async def co(): pass
c=co(); print(c.cr_frame is not None,c.cr_running,c.cr_await,c.cr_origin,c.cr_code is co.__code__,c.cr_suspended)
w=c.__await__(); print(type(w).__name__)
try: next(w)
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
try: iter(c)
except TypeError as e: print(e)
z=co()
try:
    for x in z: pass
except TypeError as e: print(e)
z.close()
z=co()
def gw(): yield from z
try: next(gw())
except TypeError as e: print(e)
z.close()
async def bw(): await 5
print(run(bw()))
async def a1():
    await Aw(1)
async def twice():
    c=a1(); c.send(None)
    await c
print(run(twice()))
