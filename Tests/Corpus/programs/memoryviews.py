# How bytearrays grow and change, and what memoryviews show of bytes.
import sys
def t(f, *a):
    try:
        r = f(*a)
        print(repr(r))
    except BaseException as e: print(type(e).__name__, e)
b = bytearray
# growth
x = b()
last = None
for i in range(100):
    x.append(i)
    s = (len(x), x.__alloc__(), sys.getsizeof(x))
    if last != s[1]: print(s); last = s[1]
for i in range(95):
    del x[0]
    if x.__alloc__() != last: last = x.__alloc__(); print(len(x), last)
print(x)
x = b(range(20)); print(x.__alloc__(), sys.getsizeof(x)); x = b([1]*20); print(x.__alloc__())
x = b(iter([1]*20)); print(x.__alloc__()); x=b('abc','ascii'); print(x.__alloc__()); x=b(10); print(x.__alloc__())
x += b'abcd'; print(x.__alloc__(), x); x *= 3; print(x.__alloc__(), x); x.extend(range(9)); print(x.__alloc__(), x)
x.extend(i for i in range(5)); print(x.__alloc__(), x)
x[2:8] = b'zz'; print(x, x.__alloc__())
x[:3] = b''; print(x, x.__alloc__())
x[::2] = b'q'*len(x[::2]); print(x)
del x[::3]; print(x, x.__alloc__())
del x[5:]; print(x, x.__alloc__())
x[1:1] = x; print(x)
x[0:2] = [1,2,3]; print(x); x[9:2] = b'K'; print(x); x[-1] = 65; print(x)
x.insert(0, 66); x.insert(-1, 67); x.insert(99, 68); print(x); print(x.pop(), x.pop(0), x.pop(-2), x); x.remove(75); x.reverse(); print(x)
x.clear(); print(x, x.__alloc__(), sys.getsizeof(x))
m = memoryview(b(b'abcdef')); y = m.obj
for f in [lambda: y.append(1), lambda: y.clear(), lambda: y.pop(), lambda: y.extend(b'x'), lambda: y.__delitem__(0), lambda: y.__setitem__(slice(0,2), b'x'), lambda: y.__iadd__(b'x'), lambda: y.__imul__(2), lambda: y.remove(97), lambda: y.__init__(b'zz'), lambda: y.__setitem__(slice(0,2), b'xy')]:
    t(f)
print(y); m.release(); y.append(1); print(y)
t(m.tobytes); t(lambda: m[0]); t(len, m); t(m.__enter__)
class B(bytearray): pass
z = B(b'abc'); z.q = 5; print(z, z.__reduce__(), z.__reduce_ex__(3), z + b'd', type(z + b'd'), z[1:], type(z[:]), type(z.upper()), z == b'abc', B.fromhex('00 ff'), type(B.fromhex('00')), type(z.copy()))
for n in ['capitalize','lower','upper','title','swapcase','isalnum','isalpha','isdigit','isspace','islower','isupper','istitle','isascii','strip','lstrip','rstrip','split','rsplit','splitlines','hex','decode','copy','expandtabs']:
    for v in (b'', b'a', b'Hello World', b' 12\t\n', b'aBc'): print(n, getattr(b(v), n)(), end=' ')
    print()
v = b(b'hello world')
for c in ["v.center(20)","v.center(20,b'*')","v.center(20,bytearray(b'*'))","v.center(20,'*')","v.center(20, b'**')","v.ljust(15,b'-')","v.rjust(15)","v.zfill(15)","v.find(b'o')","v.find(111)","v.rfind(b'o')","v.find(b'o',5,8)","v.index(b'z')","v.rindex(b'o')","v.count(b'o')","v.count(111)","v.count(b'')","v.replace(b'o',b'00')","v.replace(b'l',b'',2)","v.startswith(b'he')","v.startswith((b'x',b'he'))","v.startswith((b'x','he'))","v.endswith(bytearray(b'ld'))","v.partition(b' ')","v.rpartition(b'o')","v.partition(b'z')","v.rpartition(b'z')","v.partition(b'')","v.split(b'o')","v.rsplit(b'o',1)","v.split(None,1)","v.removeprefix(b'hello')","v.removesuffix(b'ld')","v.translate(bytes(range(256)),b'l')","v.translate(bytes(255))","v.strip(b'hd')","v.join([b'a',b'b'])","v.hex(':')","v.hex('-',2)","v.hex(b':',-3)","v*2","2*v","v+memoryview(b'zz')","b'x'+memoryview(b'zz')","memoryview(b'x')+b'y'","v[2]","v[-1]","v[2:5]","v[::-1]","v[20]","b'lo' in v","104 in v","v<b'hello'","v>=b'a'","v!=b'hello world'","b'hello world'==v","v==memoryview(b'hello world')","memoryview(v)==b'hello world'","list(v)","bytes(v)","bytes(memoryview(v)[::2])","bytearray(memoryview(v)[::-1])","b'-'.join([v,memoryview(v)])","str(memoryview(v),'ascii')","b'%s|%b'%(v,memoryview(v))","bytearray(b'%d-%s')%(5,b'x')","b'a'.startswith(memoryview(b'a'))","b'abc'.find(memoryview(b'c'))","b'abc'.replace(bytearray(b'c'),memoryview(b'zz'))","b'abc'.split(bytearray(b'b'))","b'abc'.translate(bytearray(256))","int.from_bytes(memoryview(b'\\1\\2'),'little')","hash(memoryview(b'abc'))==hash(b'abc')","hash(memoryview(bytearray(b'abc')))","hash(memoryview(b'abcd').cast('I'))","memoryview(v).hex()","memoryview(v).tolist()","memoryview(v)[1:4].tolist()","memoryview(v)[::-2].tobytes()","memoryview(v)[:8].cast('I').tolist()","memoryview(v)[:8].cast('d').tolist()","memoryview(bytes(8)).cast('B',[2,4]).tolist()","memoryview(bytes(8)).cast('B',[2,4])[1,2]","memoryview(bytes(8)).cast('B',[2,4])[1]","memoryview(bytes(8)).cast('B',[2,4])[1,2,3]","memoryview(bytes(8)).cast('B',[2,4])[2,0]","memoryview(bytes(8)).cast('B',[2,4]).shape","memoryview(bytes(8)).cast('B',[2,4]).strides","memoryview(bytes(8)).cast('H',[2,2]).tolist()","memoryview(bytes(8)).cast('B',[3,4])","memoryview(bytes(1)).cast('B',[]).tolist()","memoryview(bytes(1)).cast('B',[])[()]","memoryview(bytes(1)).cast('B',[])[0]","len(memoryview(bytes(8)).cast('B',[2,4]))","iter(memoryview(bytes(8)).cast('B',[2,4]))","memoryview(bytes(8)).cast('B',[2,4]).cast('B').tolist()","memoryview(bytes(8)).cast('Z')","memoryview(bytes(8)).cast('@I').format","memoryview(bytes(8)).cast('B',5)","memoryview(bytes(8)).cast('B',['a'])","memoryview(bytes(8)).cast('B',[-1,-8])","memoryview(bytes(8))[::2].cast('B')","memoryview(b'abc')['a']","memoryview(b'abc')[1.5]","memoryview(b'abc')[3]","memoryview(b'abc')[1:2,0:1]","memoryview(b'abc')[()]","memoryview(b'abc')[0,]","memoryview(b'abc').__setitem__(0,1)","memoryview(v).__setitem__(0,300)","memoryview(v).__setitem__(0,'a')","memoryview(v).__setitem__(0,1.5)","memoryview(v).__setitem__(slice(0,2),b'abc')","memoryview(v).__setitem__(slice(0,2),'ab')","memoryview(v).__delitem__(0)","memoryview(v).__setitem__('a',1)","memoryview(v).__setitem__(99,1)","memoryview(v).toreadonly().__setitem__(0,1)","memoryview(v).tobytes('F')","memoryview(v).tobytes('X')","memoryview(v).tobytes(5)","memoryview(v).tobytes(order=None)","memoryview(bytes(range(6))).cast('B',[2,3]).tobytes('F')","memoryview(v)<memoryview(v)","memoryview(v)==5","memoryview(b'a').cast('c').tolist()","memoryview(b'a').cast('?').tolist()","memoryview(b'ab').cast('e').tolist()","[getattr(memoryview(v),a) for a in 'nbytes readonly itemsize format ndim shape strides suboffsets c_contiguous f_contiguous contiguous'.split()]","[getattr(memoryview(v)[::2],a) for a in 'nbytes readonly itemsize format ndim shape strides suboffsets c_contiguous f_contiguous contiguous'.split()]","memoryview(b'\\xff'*8).cast('Q')[0]","memoryview(b'\\xff'*8).cast('q')[0]","memoryview(b'\\xff'*8).cast('P')[0]", "sys.getsizeof(memoryview(bytes(8)).cast('B',[2,4]))", "list(memoryview(v))","memoryview(b'abc') in [b'abc']","v.__iadd__(v)","int(memoryview(b'ab'),16)","int(bytearray(b'ff'),16)","ord(bytearray(b'a'))","'%c'%bytearray(b'a')","b'%c'%bytearray(b'a')","sum([],bytearray())","bytes(v).join(v)","v.fromhex('zz')","v.maketrans(b'a',b'bc')", "memoryview(bytearray(8)).cast('f').__setitem__(0,'x')","memoryview(bytearray(8)).cast('i').__setitem__(0,2**40)","memoryview(bytearray(8)).cast('c').__setitem__(0,b'xx')","memoryview(bytearray(8)).cast('c').__setitem__(0,5)","list(reversed(memoryview(b'ab')))","list(reversed(v))","v.__class__","isinstance(v, bytes)","type(v).__mro__","v.__getattribute__('pop')()", "bytearray.__new__(bytearray, 5)","bytearray.__init__(v, 5) or v","bytearray(b'a') == 'a'", "memoryview(v) == memoryview(v)[::1]","dict.fromkeys([memoryview(b'a')])[b'a']","iter(b'abc').__reduce__()","iter(b'').__length_hint__()","list(iter(b'')) or 1", "min(v)", "sorted(bytearray(b'cab'))","bytearray(b'\\x00\\xff\"\\'')","bytearray().__contains__(5)","v.pop('a')","v.insert(1)","v.append()","v.append(1,2)", "bytearray().join(b'ab')"]:
    print(c, end=' -> '); t(lambda: eval(c))
with memoryview(b'abc') as w: print(w[0])
t(lambda: w[0])
mm = memoryview(b'xyz'); m2 = memoryview(mm); mm2 = mm[1:]; mm.release(); print(m2[0], mm2[0]); t(lambda: memoryview(mm))
mb = memoryview(bytearray(b'0123456789')); mb[2:5] = mb[3:6]; print(mb.obj); mb[::2] = b'ABCDE'; print(mb.obj); mb[1:4] = memoryview(b'xyz'); print(mb.obj)
mi = mb[:8].cast('i'); mi[0] = -1; print(mb.obj, mi.tolist()); mi2 = mb[:8].cast('i',[2,1]); mi2[1,0] = 7; print(mi.tolist()); t(lambda: mi2.__setitem__(0,1)); 
mf=mb[:8].cast('f'); mf[0]=1e300; print(mf.tolist()[0])
mp = memoryview(mb); t(lambda: mb.release()); 
it = iter(b'abc'); next(it); print(it.__reduce__(), it.__length_hint__()); it.__setstate__(0); print(list(it), it.__reduce__())
it = iter(bytearray(b'abc')); print(list(it), it.__reduce__(), it.__length_hint__())
it = iter(memoryview(b'abc')); print(list(it))
class I:
    def __init__(s, f): s.f = f
    def __index__(s): return s.f()
vv = bytearray(b'x'*50)
vv[:]=b'x'*50
t(lambda: vv.__setitem__(I(lambda: 49), I(lambda: vv.clear() or 40))); vv[:]=b'x'*50
t(lambda: vv.__getitem__(slice(0, I(lambda: vv.clear() or 40)))); vv[:]=b'x'*50
t(lambda: vv.replace(b'x', b'yy', I(lambda: vv.clear() or 40)));vv[:]=b'x'*50
t(lambda: vv.center(I(lambda: vv.clear() or 5)))
mz = memoryview(bytearray(b'abc')); t(lambda: mz.__setitem__(I(lambda: mz.release() or 0), 5))
mz = memoryview(bytearray(b'abc')); t(lambda: mz.__setitem__(0, I(lambda: mz.release() or 0)))
