def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e)
def f(a,b=1,*c,d,**e):
    x=a
    def g(): return x
    return g
c=f.__code__
r=c.replace(co_name='zz'); print(r.co_name, r==c, r.co_code==c.co_code, r is c, c.replace()==c, hash(c.replace())==hash(c))
for k in ('co_argcount','co_posonlyargcount','co_kwonlyargcount','co_nlocals','co_stacksize','co_flags','co_firstlineno','co_code','co_consts','co_names','co_varnames','co_freevars','co_cellvars','co_filename','co_name','co_qualname','co_linetable','co_exceptiontable'):
    print(k, c.replace(**{k:getattr(c,k)})==c)
t(c.replace,foo=1); t(c.replace,1); t(c.replace,co_argcount='a'); t(c.replace,co_consts=1); t(c.replace,co_argcount=-1); t(c.replace,co_varnames=('a',))
def add(a,b): return a+b
add.__code__=add.__code__.replace(co_consts=(None,)); print(add(1,2))
def k(): return 5
k.__code__=k.__code__.replace(co_consts=(None,7)); print(k())
def cor():
    r=yield 1
    return r
import sys
cor.__code__=cor.__code__.replace(co_flags=cor.__code__.co_flags|0x100)
async def m(): return await cor()
q=m(); print(q.send(None))
try: q.send(9)
except StopIteration as e: print(e.value)
CT=type(c)
n=CT(c.co_argcount,c.co_posonlyargcount,c.co_kwonlyargcount,c.co_nlocals,c.co_stacksize,c.co_flags,c.co_code,c.co_consts,c.co_names,c.co_varnames,c.co_filename,c.co_name,c.co_qualname,c.co_firstlineno,c.co_linetable,c.co_exceptiontable,c.co_freevars,c.co_cellvars)
print(n==c); t(CT); 
print(c.co_lnotab, c._varname_from_oparg(0), c.__sizeof__()>0); t(c._varname_from_oparg,99)
class A:
    @property
    def p(s): pass
    p2=property(); 
    @classmethod
    def c(s): pass
    @staticmethod
    def s(): pass
print(A.p.__isabstractmethod__, A.__dict__['c'].__isabstractmethod__, A.__dict__['s'].__isabstractmethod__, A.__dict__['c'].__dict__, sorted(A.__dict__['s'].__dict__))
def ab(): pass
ab.__isabstractmethod__=True
print(property(ab).__isabstractmethod__, classmethod(ab).__isabstractmethod__, staticmethod(ab).__isabstractmethod__)
print(len.__reduce__(), [].append.__reduce__(), Ellipsis.__reduce__(), NotImplemented.__reduce__())
class B(A):
    x=1
class C(B):
    sup=None
    def f(s): return 1
class D(C): pass
u=super(D); C.sup=u; print(D().sup.f() if hasattr(D(),'sup') else 0)
print(u.__get__(D(),D).f())
def gg(): yield
print(gg().__sizeof__(), sys.getsizeof(gg()))
e=ImportError('a',name='n',path='p'); print(e.__reduce__()); print(ImportError('x').__reduce__())
print((lambda:0).__reduce_ex__) if 0 else None
