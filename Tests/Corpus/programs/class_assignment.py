def t(f,*a):
    try: r=f(*a); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e)
def setc(o,c): o.__class__=c
def setb(o,c): o.__bases__=c
class A: 
    def f(s): return 'A'
class B:
    def f(s): return 'B'
a=A(); a.x=1; a.__class__=B; print(type(a).__name__, a.f(), a.x)
class S: __slots__=('x','y')
class S2: __slots__=('x','y')
class S3: __slots__=('x','z')
s=S(); s.x=5; s.__class__=S2; print(s.x, type(s).__name__)
t(setc,s,S3); t(setc,s,A); t(setc,a,S); t(setc,a,5); t(setc,1,A); t(setc,a,int); t(setc,[],A); t(lambda: delattr(a,'__class__'))
class L(list): pass
class L2(list): pass
class D(dict): pass
l=L([1]); l.__class__=L2; print(type(l),l); t(setc,l,D); t(setc,l,list); t(setc,l,A)
class AW: __slots__=('__weakref__',)
class AD: __slots__=('__dict__',)
class AWD: __slots__=('__dict__','__weakref__')
t(setc,AW(),A); t(setc,AD(),A); x=AWD(); t(setc,x,A)
class I(int): pass
class I2(int): pass
i=I(3); t(setc,i,I2); t(setc,True,int); t(setc,i,bool)
class E(Exception): pass
class E2(Exception): pass
e=E(1); e.__class__=E2; print(repr(e)); t(setc,e,ValueError); t(setc,ValueError(),E)
import sys
class M(type(sys)): pass
sys2=type(sys)('q'); sys2.__class__=M; print(type(sys2)); sys2.__class__=type(sys); print(type(sys2)); t(setc,sys2,A)
def f(): pass
t(setc,f,A); t(setc,None,A)
class Meta(type): pass
class C(metaclass=Meta): pass
class Meta2(type): pass
C.__class__=Meta2; print(type(C)); t(setc,C,type)
t(setc,A,Meta2); t(setc,int,Meta)
# bases
class X: 
    def f(s): return 'X'
class Y:
    def f(s): return 'Y'
    def __len__(s): return 7
class Z(X): pass
z=Z(); print(z.f()); Z.__bases__=(Y,); print(z.f(), len(z), Z.__mro__, X.__subclasses__(), Y.__subclasses__(), Z.__base__)
class W(Z): pass
Z.__bases__=(X,); print(W.__mro__); t(lambda: len(W())); t(lambda: W().f())
t(setb,Z,()); t(setb,Z,5); t(setb,Z,(5,)); t(setb,Z,(Z,)); t(setb,Z,(W,)); t(setb,Z,(int,)); t(setb,int,(object,)); t(setb,Z,(bool,)); t(lambda: delattr(Z,'__bases__')); t(setb,Z,(X,X)); t(setb,Z,(object,))
class P(dict): pass
t(setb,P,(list,)); t(setb,Z,(dict,)); t(setb,object,()) 
class Q(X,Y): pass
Q.__bases__=(Y,X); print(Q().f(), Q.__mro__)
class O: 
    __slots__=()
t(setb,O,(A,))
class N1: pass
class N2(N1): pass
class N3(N1): pass
class N4(N2,N3): pass
t(setb,N2,(N3,)); print(N4.__mro__)
class MM(type):
    def mro(c): return [c]+[object]
class V(metaclass=MM): pass
print(V.__mro__)
class PS:
    __slots__=('__a','b','__c__')
    def __init__(s): s.__a=4
p=PS(); print(p._PS__a, PS.__slots__, sorted(k for k in PS.__dict__ if 'a' in k))
class _PT:
    __slots__='__z'
print([k for k in _PT.__dict__ if 'z' in k])
class __:
    __slots__=('__q',)
print([k for k in __.__dict__ if 'q' in k])
print(dir(object()), dir(A()))
class DD:
    def __dir__(s): return ['z','a']
print(dir(DD()), DD().__dir__())
class DE:
    def __dir__(s): return 5
t(dir,DE())
print(sorted(set(dir(type))-set(dir(object))))
class MD(type):
    def __dir__(c): return ['meta']
class MDC(metaclass=MD): pass
print(dir(MDC), type.__dir__(MDC)[:3], object.__dir__(a)[:2])
class An: x:int=1
t(lambda: int.__annotations__); print(An.__annotations__, A.__annotations__); A.__annotations__={'q':1}; print(A.__annotations__); del A.__annotations__; print(A.__annotations__)
t(lambda: A.__abstractmethods__); A.__abstractmethods__=frozenset(['zz']); t(A); t(lambda: A.__abstractmethods__); A.__abstractmethods__=frozenset(['zz','aa']); t(A); del A.__abstractmethods__; print(type(A()).__name__)
t(lambda: type.__abstractmethods__)
print(object.__subclasshook__(int), A.__subclasshook__(), object.__init_subclass__())
