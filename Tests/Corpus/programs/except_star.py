import sys
def t(f,*a,**k):
    try:
        r=f(*a,**k); print(repr(r)); return r
    except BaseException as e:
        print(type(e).__name__, e)
EG=ExceptionGroup; BEG=BaseExceptionGroup
t(EG); t(BEG); t(EG,1); t(EG,'a'); t(EG,'a',[]); t(EG,'a',1); t(EG,'a',[1]); t(EG,1,[ValueError()]); t(EG,'a',[ValueError(),3])
t(EG,'a',[KeyboardInterrupt()]); t(BEG,'a',[KeyboardInterrupt()]); t(BEG,'a',[ValueError()])
t(EG,'a',[ValueError()],3); t(EG,'a',[ValueError()],x=3); t(EG, message='a', exceptions=[ValueError()])
t(EG,'a',(ValueError(),)); t(EG,'a',{1}); t(EG,'a',None)
class M(EG): pass
t(M,'a',[KeyboardInterrupt()])
class N(BEG): pass
t(N,'a',[KeyboardInterrupt()]); t(N,'a',[ValueError()])
e=EG('msg',[ValueError(1),TypeError(2),EG('n',[ValueError(3)])])
print(e.message,e.exceptions,e.args,str(e),repr(e))
t(setattr,e,'message',1);t(setattr,e,'exceptions',1)
print(e.__reduce__())
t(e.split,1);t(e.split);t(e.split,ValueError,2)
print(e.split(ValueError)); print(e.subgroup(ValueError)); print(e.subgroup(KeyError)); print(e.split((KeyError,OSError)))
print(e.split(lambda x: isinstance(x,TypeError))); t(e.split,(1,)); t(e.split,len); t(e.split, lambda x:1/0)
print(e.derive([ValueError(9)])); t(e.derive,[]); t(e.derive,1);t(e.derive)
class S(EG):
    def __new__(cls,m,x,code=0):
        o=super().__new__(cls,m,x); o.code=code; return o
    def derive(self,x): return S(self.message,x,self.code)
s=S('s',[ValueError(1),TypeError(2)],5)
s.add_note('hello')
a,b=s.split(ValueError); print(a,b,a.code,b.code,a.__notes__,a.__notes__ is s.__notes__)
class D(EG):
    def derive(self,x): return 42
t(D('d',[ValueError(1),TypeError(2)]).split,ValueError)
print(BEG[int], EG[int,str])
e.x=3; print(e.__dict__)
try:
    try: raise EG('g',[ValueError(1),TypeError(2),KeyError(3)])
    except* ValueError as x: print('V',x,repr(x), sys.exc_info()[1])
    except* TypeError: print('T'); raise OSError(1)
except BaseException as q: print(repr(q), q.exceptions, q.__context__, q.__cause__)
try:
    try: raise ValueError(1)
    except* ValueError as x: print(repr(x)); raise
except BaseException as q: print(repr(q))
try:
    try: raise EG('g',[ValueError(1),TypeError(2),KeyError(3)])
    except* (KeyError,ValueError) as x: print(repr(x)); raise
    except* TypeError: pass
except BaseException as q: print(repr(q), q.__context__)
try:
    try: raise ValueError(1)
    except* EG as x: print(repr(x)); raise
except BaseException as q: print(repr(q))
try:
    try: raise ValueError(1)
    except* int as x: print(repr(x)); raise
except BaseException as q: print(repr(q))
try:
    try: raise ValueError(1)
    except* KeyError as x: print(repr(x)); raise
except BaseException as q: print(repr(q))
def f():
    for i in range(2):
        try:
            raise EG('g',[ValueError(i), EG('in',[ValueError(5),OSError(i)])])
        except* ValueError as v:
            print(v, v.exceptions)
        except* OSError as o:
            print(o, o.exceptions)
        else: print('else')
        finally: print('fin')
f()
try:
    try: raise EG('g',[ValueError(1),TypeError(2),KeyError(3)])
    except* ValueError as v: raise v
    except* TypeError as v: raise v from KeyError(4)
except BaseException as q: print(repr(q), [x.__cause__ for x in q.exceptions])
try:
    try: 1
    except* ValueError as v: raise v
    else: print("else")
finally: print('F')
