import sys, gc
class P:
    __slots__ = ('x','y')
    def __init__(s,x,y): s.x=x; s.y=y
    def __hash__(s): return hash((s.x,s.y))
    def __eq__(s,o): return (s.x,s.y)==(o.x,o.y)
p=P(1,2); print(p.x, {p:1}[P(1,2)], sys.getsizeof(p))
try: p.z=1
except AttributeError as e: print(e)
class Base:
    def __init_subclass__(cls, **kw): print('sub', cls.__name__, kw)
class D(Base, k=1): pass
class Meta(type):
    def __new__(m,n,b,d,**k):
        c=super().__new__(m,n,b,d); c.tag=n.lower(); return c
    def __call__(c,*a): return super().__call__(*a)
class X(metaclass=Meta):
    def __init__(s,*a): s.a=a
print(X.tag, X(1,2).a, type(X))
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>3: raise StopIteration
        return s.n
    def __contains__(s,v): return v==9
    def __bool__(s): return False
    def __call__(s,*a,k=0): return (a,k)
    def __getattr__(s,n): return 'attr '+n
    def __enter__(s): print('enter'); return s
    def __exit__(s,*a): print('exit'); return True
i=It(); print(list(i), 9 in i, bool(i), i(1,k=2), i.foo)
with It(): 1/0
class F:
    def __del__(s): print('del')
f=F(); f=None
class I(int):
    def __add__(s,o): return I(int(s)+o)
    def __repr__(s): return 'I%d'%int(s)
print(I(3)+4, I(3)*2, sys.getsizeof(I(3)))
class S(str): pass
print(S('ab').upper(), S('q')=='q', {S('k'):1}['k'])
class Dd(dict):
    def __missing__(s,k): return k*2
print(Dd(a=1)['zz'], Dd(a=1))
class V:
    def __radd__(s,o): return 'r%s'%o
    def __lt__(s,o): return True
    def __iadd__(s,o): return 'i'
print(1+V(), V()<V(), sorted([3,1]))
v=V(); v+=1; print(v)
class A1: pass
class B1(A1): pass
class C1(A1): pass
class D1(B1,C1): pass
print([c.__name__ for c in D1.__mro__], D1.__qualname__, D1.__module__, D1)
A1.__len__=lambda s: 42
print(len(D1()))
del A1.__len__
try: len(D1())
except TypeError as e: print(e)
class MyE(Exception):
    def __init__(s, code): super().__init__('code %d'%code); s.code=code
try: raise MyE(3)
except MyE as e: print(e, e.code, repr(e), e.args)
a=A1(); a.q=a; a=None; print(gc.collect())
print([sys.getsizeof(o) for o in (A1(), P, A1, I, S('a'), MyE(1))], A1.__dictoffset__, list(vars(A1)), hex(A1.__flags__ & ~(1<<19)))
class T(tuple):
    def __new__(cls,*a): return super().__new__(cls,a)
print(T(1,2), hash(T(1,2))==hash((1,2)))
try:
    A1().nope
except AttributeError as e: print(e)
try: A1(1)
except TypeError as e: print(e)
class Q:
    def __set_name__(s,o,n): s.n=n
    def __get__(s,o,t): return (s.n, o is None)
    def __set__(s,o,v): print('set',v)
class R: q=Q()
print(R.q, R().q); R().q=5
print(sys.getrefcount(A1), sys.getrefcount(P))
