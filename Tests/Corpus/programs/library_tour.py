import random, string, json, heapq, bisect, enum, typing, dataclasses, datetime, textwrap, contextlib, copy, types, math, time, operator, functools, collections, abc, weakref
random.seed(42); print(random.random(), random.randint(1,100), random.choice('abc'), random.sample(range(10),3), random.getrandbits(70)); l=[1,2,3,4]; random.shuffle(l); print(l, random.gauss(0,1))
print(string.ascii_letters, string.Template('$a-${b}').substitute(a=1,b=2), string.Formatter().format('{0:>5}|{x[k]!r}', 3, x={'k':'v'}), string.capwords('a b'))
print(json.dumps({'a':[1,2.5,None,True,'é"']},indent=1), json.loads('{"x": [1, 2, {"y": "\\u00e9"}], "z": -1.5e3}'))
try: json.loads('[1,')
except json.JSONDecodeError as e: print(e)
h=[3,1,2]; heapq.heapify(h); print(heapq.heappop(h), heapq.nlargest(2,[1,5,3]), bisect.bisect([1,2,3],2))
class C(enum.Enum):
    A=1; B=2
class F(enum.Flag):
    X=enum.auto(); Y=enum.auto()
print(C.A, list(C), C(2), F.X|F.Y, C['A'].value, repr(C.B))
@dataclasses.dataclass(order=True)
class P:
    x:int; y:list=dataclasses.field(default_factory=list)
print(P(1), P(1)<P(2), dataclasses.asdict(P(3,[4])), dataclasses.replace(P(1),x=5), P(1)==P(1))
print(datetime.date(2024,2,29)+datetime.timedelta(days=366), datetime.datetime(2024,1,2,3,4).isoformat(), datetime.datetime.strptime('2024-05-06','%Y-%m-%d'), datetime.date(2024,1,1).strftime('%A %d %B'))
print(textwrap.fill('the quick brown fox jumps',10), textwrap.dedent('  a\n   b'))
@contextlib.contextmanager
def cm():
    print('in'); yield 5; print('out')
with cm() as v: print(v)
print(copy.deepcopy({'a':[1,[2]]}), types.SimpleNamespace(a=1), operator.itemgetter(1)([5,6]), functools.reduce(operator.add,[1,2,3]))
print(collections.Counter('abracadabra').most_common(2), collections.OrderedDict(a=1), collections.namedtuple('N','a b')(1,2), collections.ChainMap({'a':1},{'b':2})['b'])
print(typing.Optional[int], typing.List[int], typing.Union[int,str], typing.get_type_hints(P))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(80), fib.cache_info())
@functools.singledispatch
def f(x): return 'o'
@f.register
def _(x:int): return 'i'
print(f(1), f('a'), functools.partial(int,base=2)('101'))
class A(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
try: A()
except TypeError as e: print(e)
print(isinstance([],collections.abc.Sequence), issubclass(dict,collections.abc.Mapping))
print(math.gcd(12,18), math.factorial(20), math.isqrt(10**20), math.comb(10,3), math.sqrt(2), math.hypot(3,4), math.fsum([.1]*10), math.log(10**400), math.floor(-2.5), math.ceil(2.1), math.prod([1,2,3]))
