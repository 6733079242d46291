def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e, repr(e.__cause__))
class D:
    def __set_name__(s,o,n): 1/0
def mk():
    class A: attr=D()
t(mk)
class A:
    pass
t(type.__setattr__,A,b'x',None); t(setattr,A,1,2); t(type.__getattribute__,A,1); t(object.__setattr__,A(),b'x',1); t(object.__getattribute__,A(),3); t(setattr,A(),3,1); t(getattr,A(),3); t(type.__delattr__,A,b'x'); t(A().__delattr__,b'x'); t(setattr,[],3,1)
