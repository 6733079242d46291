# bytearray's and memoryview's constructors, messages and layouts.
import sys
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for T in (bytearray, memoryview):
    print(T.__name__, list(T.__dict__))
    print(T.__basicsize__, T.__itemsize__, hex(T.__flags__), T.__weakrefoffset__, T.__dictoffset__)
b=bytearray
print(type(iter(b())), list(type(iter(b())).__dict__))
m=memoryview(b'abc'); print(type(iter(m)), list(type(iter(m)).__dict__), sys.getsizeof(iter(m)), sys.getsizeof(m))
import gc
print([type(x) for x in gc.get_referents(m)], sys.getsizeof(gc.get_referents(m)[0]), list(type(gc.get_referents(m)[0]).__dict__))
for c in ["b('x')","b(None)","b(1.5)","b(-1)","b([256])","b(['a'])","b(b'x','y')","b(5,errors='x')","b(10**30)","b(source=b'x', foo=1)","b(1,2,3,4)","b()+5","b().extend('a')","b().extend(5)","b().append('a')","b().append(300)","b()[0]","b()['a']","b().pop()","b(b'a').pop(5)","b().remove(1)","b().insert('a',1)","b(b'abc')*2","b'a'+5","b'a'+bytearray(b'c')","b(b'a').join([b'1',bytearray(b'2'),memoryview(b'3')])","b(b'a').join(['a'])","b'x'.join([1])","b(b'a')%5","b(b'%s')%b'a'","b(b'%b')%memoryview(b'a')","b'a' in b(b'abc')","'a' in b(b'abc')","300 in b()","b(b'x')<5","b(b'x')==b'x'","b'x'==b(b'x')","b(b'abc').__reduce__()","b(b'abc').__reduce_ex__(2)","b(b'abc').__reduce_ex__(4)","b().__reduce_ex__(1)","b(b'a').__alloc__()","b.fromhex('0a ff')","hash(b())","b(b'a').startswith('a')","b(b'a').split('a')", "int.from_bytes(b(b'ab'))","int.from_bytes(memoryview(b'ab'))","str(b(b'ab'),'ascii')","bytes(memoryview(b'ab'))","memoryview(5)","memoryview(b'a').cast('x')","memoryview()","memoryview(b'a',1)","iter(b(b'abc')).__reduce__()","b().hex(1)","b.maketrans(b'a',b'b')[:2]","b(b'abc').translate(None,b'a')","b('a','utf-8','strict')","b(b'x').copy()","b(b'abc').reverse()","b(b'a').find('a')","b(b'\\'\\\"')","b(b'\\'')","'a'.join(b'x')","bytes.join(b'', 5)","float(b(b'1.5'))","int(b(b'15'))","int(memoryview(b'12'))","complex(b(b'1'))","b(b'').zfill(3)","exec(b(b'print(4)'))","eval(memoryview(b'4+4'))","b(b'abc').__iadd__(5)","b(b'abc').__imul__('a')","b(b'abc')[::2]","b(b'abc')['a']", "b(b'abc').__setitem__('a',1)","b(b'abc').__setitem__(slice(1),5)","b(b'abc').__setitem__(slice(1),'x')","b(b'abc').__setitem__(slice(None,None,2),b'x')","b(b'abc').__setitem__(9,1)","b(b'abc').__delitem__(9)","b(b'abc').__setitem__(0,'x')","b(b'abc').__setitem__(0,256)", "b(b'abc').extend([1,'a'])", "b(b'abc').extend([256])","bytes([256])","bytes(['a'])"]:
    print(c, end=' -> '); t(lambda: eval(c))
