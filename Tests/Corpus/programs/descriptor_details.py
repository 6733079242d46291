# What descriptors, method wrappers, proxies, modules and wrappers tell about themselves.
import sys
def t(f, *a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
def f(): pass
def g(): yield
code = f.__code__
exprs = """
(1).__add__ == (1).__add__
(1).__add__ != (1).__add__
[].append == [].append
[].__add__ == [].__add__
(1).__add__ < (1).__add__
hash((1).__add__) == hash((1).__add__)
(1).__add__.__qualname__
(1).__add__.__objclass__
(1).__add__.__name__
(1).__add__.__reduce__()
[].append.__reduce__()
len.__reduce__()
len.__module__
[].append.__module__
str.join.__reduce__()
str.join.__qualname__
str.join.__objclass__
int.__add__.__reduce__()
int.__add__.__qualname__
type(code).co_name.__reduce__()
type(f).__globals__.__reduce__()
dict.__dict__['fromkeys'](dict, 'ab')
dict.__dict__['fromkeys'](5)
dict.__dict__['fromkeys']()
dict.__dict__['fromkeys'](int)
....__reduce__()
NotImplemented.__reduce__()
None.__reduce__()
type(int.__dict__)({}) | {}
type(int.__dict__)({1:2}) | {3:4}
{3:4} | type(int.__dict__)({1:2})
type(int.__dict__)(5)
type(int.__dict__)([])
type(int.__dict__)()
type(int.__dict__)(mapping={1:2})
list(reversed(type(int.__dict__)({1:2,3:4})))
type(int.__dict__)({}).__ior__({})
type(int.__dict__)({1:2}) == {1:2}
type(int.__dict__).__class_getitem__(int)
code.replace(co_name='zz').co_name
code.replace(co_argcount='a')
code.replace(foo=1)
code.replace(1)
code.replace(co_flags=67).co_flags
code.replace(co_consts=(1,2)).co_consts
code.co_lnotab
(lambda a, b=1, *c, d, **e: [a for _ in e]).__code__.co_lnotab
code.__sizeof__() > 100
[(lambda a, b: a)._code if 0 else (lambda a, b: a).__code__._varname_from_oparg(i) for i in (0, 1)]
code._varname_from_oparg('a')
type(code)()
g().__sizeof__()
type(sys)('x')
type(sys)('x').__dict__
type(sys)('x', 'doc').__doc__
type(sys)()
type(sys)(1)
type(sys)('x').__annotations__
type(sys)('x').__dir__()
type(sys)('x').nope
type(sys)(name='x', doc='y').__doc__
type(sys).__init__(type(sys)('x'), 'y')
super(int, 5).__get__(6)
super(int).__get__(True).__self__
super(int).__get__(True).__self_class__
super(int).__get__(None)
classmethod(f).__dict__
classmethod(f).__isabstractmethod__
staticmethod(f).__isabstractmethod__
staticmethod(f).__dict__
classmethod(f).__wrapped__ is f
staticmethod(f).__name__
property(f).__isabstractmethod__
AttributeError('a', name='b', obj=3).name
AttributeError('a', name='b', obj=3).obj
AttributeError('a', foo=1)
str(AttributeError('a'))
AttributeError.__str__
NameError('x', name='y').name
ImportError('x', name='y', path='z').__reduce__()
ImportError('x').__reduce__()
str(ImportError(5))
int.__text_signature__
f.__text_signature__ if hasattr(f, '__text_signature__') else 0
iter(b'abc').__reduce__()
type(iter(b'')).__setstate__
breakpoint.__name__
f.__get__(5)
f.__get__(None, int) is f
int.__dict__['real'].__get__(5)
int.__dict__['real'].__get__('a')
int.__dict__['real'].__set__(5, 1)
int.__dict__['real'].__qualname__
str.join.__get__(5)
(1).__add__.__call__(2)
int.__add__.__get__(5)(6)
object.__dir__(5) == dir(5)
sorted(set(object.__dir__(5)) - set(dir(int)))
object.__subclasshook__()
object.__subclasshook__(1, 2)
object.__reduce__(5)
int.__dir__ is object.__dir__
type.__dir__(int) == list(dir(int))
type.__annotations__
int.__annotations__
int.__abstractmethods__
f.__annotations__
type(f).__dict__['__annotations__'].__name__
"""
for e in exprs.strip().split('\n'):
    print(e, end=' -> '); t(lambda: eval(e))
class A:
    @property
    def p(self): pass
    p2 = classmethod(property(lambda c: 5))
    def m(self): pass
print(A.p.__isabstractmethod__, A.p2)
f.__isabstractmethod__ = True
print(property(f).__isabstractmethod__, classmethod(f).__isabstractmethod__, staticmethod(f).__isabstractmethod__)
a = A(); print(a.m == a.m, a.m is a.m, a.m == A().m, hash(a.m) == hash(a.m)); t(lambda: a.m < a.m)
m = type(sys)('m'); m.q = 1; m.__annotations__ = {'a': int}; print(m.__annotations__); del m.__annotations__; print(m.__annotations__)
m.__getattr__ = lambda n: n * 2; print(m.zz); m.__dir__ = lambda: ['b', 'a']; print(dir(m))
t(lambda: setattr(m, 5, 1)); t(lambda: delattr(m, 'nope'))
