def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e)
def o():
    x=1
    def i(): 
        nonlocal x
        x+=1
    return i
i=o(); c=i.__code__
t(exec,c); t(eval,c); t(exec,c,closure=()); t(exec,c,closure=i.__closure__); print(i.__closure__[0].cell_contents); t(exec,c,{},closure=(1,)); t(exec,'1',closure=i.__closure__); t(exec,compile('1','','exec'),closure=()); t(exec); t(exec,'1',1); t(exec,'1',foo=1); t(exec,c,closure=None); t(exec,'x=1',{},{},{})
class Meta(type):
    def mro(self): return super().mro()
class A(metaclass=Meta): pass
print(A.__mro__, type.mro(int), A.mro())
