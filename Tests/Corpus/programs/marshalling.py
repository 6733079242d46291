import marshal, types
objs=[None,True,1,-1,2**31,-2**40,2**100,1.5,-0.0,1j,'abc','é','\ud800x',b'xyz',tuple([1,2,(3,4)][:2]),[1,[2]],{'a':1,2:[3]},{1,2,'q'},frozenset([1,'z',(1,2)]),...,StopIteration,bytearray(b'ab'),memoryview(b'cd'),'x'*300,tuple(range(300))]
for o in objs:
    for v in range(5):
        try:
            d=marshal.dumps(o,v); print(v,d if len(d)<60 else len(d), marshal.loads(d)==o)
        except Exception as e: print(v,type(e).__name__,e)
l=[1]; l.append(l)
d=marshal.dumps(l); m=marshal.loads(d); print(m[1] is m)
def f(a,b=1,*c,d,**e):
    x=[a for a in c]
    return lambda: x
c=f.__code__
n=marshal.loads(marshal.dumps(c)); print(n==c, n.co_consts==c.co_consts)
for b in (b'',b'i',b'(\x05\0\0\0',b'?',b'r\0\0\0\0',b'l\1\0\0\0\xff\xff',b'[\xff\xff\xff\xff',b'l\1\0\0\0\0\0',b')\1'+b'0',b'u\2\0\0\0\xff\xff',b'z\1\xff', b'['*10, b'\xdb\1\0\0\0r\0\0\0\0'):
    try: print(marshal.loads(b))
    except Exception as e: print(type(e).__name__,e)
def nest(n):
    x=1
    for i in range(n): x=[x]
    return x
for n in (1000,1999,2000,2001,3000):
    try: d=marshal.dumps(nest(n)); print(n,len(d)); marshal.loads(d)
    except Exception as e: print(n,type(e).__name__,e)
for o in (object(), type, [object()], int): 
    try: marshal.dumps(o)
    except Exception as e: print(type(e).__name__,e)
import io
f=io.BytesIO(); marshal.dump((1,2),f); marshal.dump('x',f,2); f.seek(0); print(marshal.load(f),marshal.load(f),f.tell())
