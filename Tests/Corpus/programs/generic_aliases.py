import sys
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e)
GA=type(list[int])
print(GA, GA.__basicsize__)
a=list[int]; print(a, repr(a), a.__origin__, a.__args__, a.__parameters__, a.__unpacked__, sys.getsizeof(a))
print(dict[str,int], tuple[()], tuple[int,...], list['x'], list[[int]], tuple[[int],[list[int],str]], list[None], list[list[int]], type[int], set[int],frozenset[int])
t(a, (1,2)); t(dict[int,str], x=1); print(a==list[int], a==list[str], a!=list[int], hash(a)==hash(list[int]), {a:1}[list[int]])
t(lambda: a[int]); t(lambda: int[3]); t(lambda: isinstance([],a)); t(lambda: issubclass(list,a))
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L.__mro__)
class G:
    def __class_getitem__(cls,k): return GA(cls,k)
g=G[int]; print(g, g().__orig_class__)
class S:
    __slots__=()
    __class_getitem__=classmethod(GA)
print(S[int])
print(a.__reduce__(), a.append, a.__class__, a.__mro_entries__(()))
s=next(iter(a)); print(s, s.__unpacked__, s==a, type(iter(a)), tuple[s])
t(GA); t(GA,int); t(GA,int,str); t(GA,int,(str,)); t(GA,int,str,x=1); t(GA,list,5); 
for T in (list,tuple,dict,set,frozenset,enumerate,type,BaseExceptionGroup,ExceptionGroup):
    print(T[int], T[int,str])
for T in (int,str,range,map,zip,reversed,slice,property,object,super,type(None),type(len)):
    t(lambda: T[int])

class TV:
    def __init__(s,n): s.n=n
    def __repr__(s): return '~'+s.n
    def __typing_subst__(s,arg): return arg
T=TV('T'); U=TV('U')
p=dict[T,list[U]]; print(p, p.__parameters__, p[int,str], list[T][list[U]].__parameters__)
t(lambda: p[int]); t(lambda: p[int,str,int]); print(p[int,U]); print(list[T][int], tuple[T,T,U].__parameters__, list[T][int,])
u=int|str; UT=type(u); print(u,UT,u.__args__,u.__parameters__,UT.__basicsize__)
print(int|None, None|int, int|str|int, (int|str)|(str|float), int|int, list[int]|None, list[int]|list[int], int|list[T], (int|list[T])[str], u==str|int, hash(u)==hash(str|int), u==int)
t(lambda: int|1); t(lambda: 1|int); t(lambda: None|None); t(lambda: u|'x'); t(lambda: u[int])
print(isinstance(1,u),isinstance(1.0,u),issubclass(int,u),issubclass(float,u),isinstance(None,int|None),isinstance(1,(float,u)))
t(lambda: isinstance(1,int|list[int])); t(lambda: issubclass(int,int|list[int])); t(lambda: isinstance(1,list[int]|int)); t(lambda: isinstance([],list[int]|int))
t(UT); t(lambda: u.foo); print(u.__module__, u.__class__, u.__or__(float), u.__ror__(float))
t(lambda: setattr(u,'x',1)); t(lambda: setattr(a,'x',1)); print(type(u).__name__,type(u).__module__,type(u).__qualname__)
class C: pass
print(C|int, list[C], dict[C,C.__mro__], list[len], list[t])
print(a|str, a.__or__(int)); t(lambda: a|4)
t(lambda: {}|int); print({1:2}|{3:4}, {1}|{2}, True|False)
class Meta(type):
    def __or__(cls,o): return 'meta or'
    def __getitem__(cls,i): return ('mi',i)
class MC(metaclass=Meta): pass
print(MC|int, MC[3])
t(lambda: int|MC)
def f(x: int|None, y: list[int]=[]) -> 'q': pass
print(f.__annotations__)
