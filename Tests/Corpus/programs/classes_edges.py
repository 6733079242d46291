import gc, sys
class N:
    def __init__(s): s.other=None
for k in range(2000):
    a=N(); b=N(); a.other=b; b.other=a
    if k%3==0: vars(a)
gc.collect()
def mk():
    class T:
        z=1
        def f(s): return __class__
    return T
for k in range(300):
    t=mk()(); t.f()
print(gc.collect() > 0)
class W: pass
w=W()
for i in range(40): setattr(w,'a%d'%i,i)
print(len(vars(w)), w.a39, list(vars(w))[:3])
del w.a3
print(hasattr(w,'a3'))
try:
    class Bad(bool): pass
except TypeError as e: print(e)
except SyntaxError: pass
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: type('Z',(bool,),{}))
t(lambda: type('Z',(int,str),{}))
t(lambda: type('Z',(object,W),{}))
t(lambda: type('Z',(W,W),{}))
t(lambda: type('Z',(W,),{'__slots__':('a','a_')})().a)
t(lambda: type('Z',(int,),{'__slots__':('a',)}))
t(lambda: type(3,(),{}))
class R:
    def __repr__(s): return repr(s)
class G:
    def __getattr__(s,n): return s.foo
class Res:
    def __del__(s):
        global kept; kept=s
r=Res(); del r
print(type(kept).__name__); del kept; 
class K(Exception):
    def __str__(s): return 'custom'
t(lambda: (_ for _ in ()).throw(K(1)))
class Ctx:
    def __enter__(s): return 1
    def __exit__(s,*a): return False
t(lambda: exec('with C(): pass', {'C':Ctx}))
o=[]
for i in range(5000): o=[o]
class Lk: 
    def __init__(s,n): s.n=n
n=None
for i in range(20000): n=Lk(n)
n=None
print('deep ok')
W.__name__='Ren'; print(W); 
class HH:
    __hash__=None
t(lambda: hash(HH()))
t(lambda: {}[W])
a=W(); d=a.__dict__; d['q']=1; print(a.q); a.__dict__={'z':2}; print(a.z, hasattr(a,'q'))
print(W.__subclasses__(), W.__bases__, W.__base__, isinstance(W,type), issubclass(bool,int))
print(dir(a)[-1])
class SubE(OSError): pass
t(lambda: (_ for _ in ()).throw(SubE(2,'x')))
class FF(float): pass
print(FF(1.5)+1, FF('2'))
class BB(bytes): pass
print(BB(b'ab'))
class SS(set): pass
print(SS([1]))
class CC(complex): pass
print(CC(1,2))
