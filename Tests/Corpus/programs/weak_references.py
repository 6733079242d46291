import _weakref
ref=_weakref.ref; proxy=_weakref.proxy
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e)
class C:
    def __init__(s,n=0): s.n=n
    def __repr__(s): return f'C{s.n}'
print(ref, ref.__basicsize__, _weakref.ProxyType)
c=C(1); r=ref(c); print(r() is c, ref(c) is r, _weakref.getweakrefcount(c), r.__callback__)
def cb(x): print('cb', x is r2, x())
r2=ref(c,cb); r3=ref(c,lambda x: print('cb3')); r4=ref(c,cb)
print(_weakref.getweakrefcount(c), [x is y for x,y in zip(_weakref.getweakrefs(c),(r,r4,r3,r2))], r==r2, r!=r2, hash(r)==hash(c), r2.__callback__ is cb)
p=proxy(c); print(p.n, proxy(c) is p, type(p), _weakref.getweakrefs(c)[1] is p); p.m=4; print(c.m); del p.m; t(lambda: p.m); t(hash,p)
del c
print(r(), r==r2, r==r); t(lambda: p.n); print(type(p)); t(str,p)
r5=ref(C()); t(hash,r5); t(lambda: r<r2); t(ref,5); t(ref); t(ref,C,1,2); t(ref,object=3); t(r,1); t(r,x=1); t(proxy,[]); t(ref,[]); t(ref,'a')
class R(ref):
    __slots__='key','__weakref__'
    def __new__(cls,o,callback,key):
        s=super().__new__(cls,o,callback); s.key=key; return s
    def __init__(s,o,callback,key): super().__init__(o,callback)
c=C(); k=R(c,None,'k'); k2=R(c,None,'k'); print(k is k2,k.key,k()); rk=ref(k); del k; print(rk())
class L(list):
    def __call__(s,*a): return ('called',a)
l=L([3,1,2]); p=proxy(l); print(p[0],len(p),list(p),3 in p,p+[1],p==[3,1,2],p(1),type(p),bool(p), p*2, repr(p)[:10]); p[0]=9; del p[1]; print(l)
class I(int): pass
i=I(7); t(ref,i)
class F(float): pass
x=F(2.5); p=proxy(x); print(p+1,1+p,p*p,p**2,2**p,-p,abs(p),int(p),float(p),p<3,divmod(p,2),p//1,p%2,round(p.real)); p2=p; p2+=1; print(p2)
d={'a':ref(C()),'b':ref(x)}; _weakref._remove_dead_weakref(d,'a'); _weakref._remove_dead_weakref(d,'b'); _weakref._remove_dead_weakref(d,'zz'); print(list(d)); t(_weakref._remove_dead_weakref,{'a':1},'a'); t(_weakref._remove_dead_weakref,1,'a')
for o in (lambda:1, C, len, C().__init__, {1}, frozenset({3}), (y for y in ''), compile('1','','eval'), _weakref, C.__init__): print(ref(o)() is o, type(o).__weakrefoffset__)
for o in ((),{},1,None,'s',b'',object(),1.5,range(3),iter([])): t(ref,o)
f=lambda:1; rf=ref(f,lambda r: print('f died')); del f
s={1,2}; rs=ref(s,lambda r: print('set died')); del s
g=(y for y in 'ab'); rg=ref(g,lambda r: print('gen died')); next(g); del g
def mk():
    class D: pass
    return ref(D,lambda r: print('class died'))
rd=mk()
import gc; gc.collect(); print(rd())
c=C(); c.me=c; r=ref(c,lambda r: print('cyc died',r())); del c; gc.collect()

a=C(); lst=[]; ra=ref(a,lst.append); del a; print(lst==[ra], lst[0]())
class S:
    __slots__=('a','__weakref__')
s=S(); print(s.__weakref__); r=ref(s); print(s.__weakref__ is r)
class S2: __slots__=()
t(ref,S2())
class E(Exception): pass
e=E(); print(ref(e)() is e); 
try: ref(ValueError())
except TypeError as q: print(q)
print(ref[int])
class Res:
    def __del__(s):
        global back; back=s
z=Res(); rz=ref(z,lambda r: print('res died')); del z; print(rz() is back); del back; 
import sys; print(sys.getsizeof(rz))
