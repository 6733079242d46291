import sys
def t(name,f):
    global n
    n=0
    try: f()
    except RecursionError as e: print(name, n, e)
def a2(x):
    global n; n+=1; return sorted([1],key=a2)
t('sorted direct',lambda:a2(1))
class K:
    def __lt__(s,o):
        global n; n+=1; return sorted([s,o])
t('sort lt',lambda:sorted([K(),K()]))
class R:
    def __repr__(s):
        global n; n+=1; return repr(s)
t('repr',lambda:repr(R()))
class R:
    def __repr__(s):
        global n; n+=1; return f'{s!r}'
t('frepr',lambda:repr(R()))
class R:
    def __repr__(s):
        global n; n+=1; return '%r'%(s,)
t('%repr',lambda:repr(R()))
class R:
    def __str__(s):
        global n; n+=1; return str(s)
t('str',lambda:str(R()))
class R:
    def __len__(s):
        global n; n+=1; return len(s)
t('len',lambda:len(R()))
class R:
    def __eq__(s,o):
        global n; n+=1; return s==o
t('eq',lambda:R()==R())
class R:
    def __add__(s,o):
        global n; n+=1; return s+o
t('add',lambda:R()+R())
class R:
    def __call__(s):
        global n; n+=1; return s()
t('call',lambda:R()())
class R:
    def __getattr__(s,a):
        global n; n+=1; return s.foo
t('getattr',lambda:R().x)
class R:
    def __init__(s):
        global n; n+=1; R()
t('init',lambda:R())
class R:
    def __new__(s):
        global n; n+=1; R()
t('new',lambda:R())
class R:
    def __iter__(s):
        global n; n+=1; return iter(s)
t('iter',lambda:iter(R()))
class R:
    def __next__(s):
        global n; n+=1; return next(s)
t('next',lambda:next(R()))
class R:
    def __hash__(s):
        global n; n+=1; return hash(s)
t('hash',lambda:hash(R()))
class R:
    def __getitem__(s,i):
        global n; n+=1; return s[i]
t('getitem',lambda:R()[1])
class R:
    def __bool__(s):
        global n; n+=1; return not s
t('bool',lambda:bool(R()))
class R:
    def __contains__(s,x):
        global n; n+=1; return x in s
t('contains',lambda:1 in R())
class R:
    def __enter__(s):
        global n; n+=1
        with s: pass
    def __exit__(s,*a): pass
t('with',lambda:R().__enter__())
def g():
    global n; n+=1
    for x in g(): yield x
t('gen for',lambda:list(g()))
def g():
    global n; n+=1
    yield from g()
t('yield from',lambda:list(g()))
def f(*a):
    global n; n+=1; f(*a)
t('star',lambda:f(1))
def f(*a):
    global n; n+=1; list(map(f,[1]))
t('map',lambda:f(1))
def f(*a):
    global n; n+=1; [f() for _ in 'a']
t('listcomp',lambda:f(1))
def f(*a):
    global n; n+=1; exec('f()')
t('exec',lambda:f(1))
class P:
    @property
    def p(s):
        global n; n+=1; return s.p
t('property',lambda:P().p)
class M(type):
    def __call__(c,*a):
        global n; n+=1; return c()
class MM(metaclass=M): pass
t('metacall',lambda:MM())
class I:
    def __init_subclass__(c):
        global n; n+=1
        class D(I): pass
def mk():
    class D(I): pass
t('init_subclass',mk)
class Meta(type):
    def __instancecheck__(c,o):
        global n; n+=1; return isinstance(o,c)
class X(metaclass=Meta): pass
t('instancecheck',lambda:isinstance(1,X))
class X:
    def m(s):
        global n; n+=1; s.m()
t('method',lambda:X().m())
