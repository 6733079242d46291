# Instances of the types of native modules.
import sys, functools, operator, collections, array, struct, re, select, random, threading, queue, contextvars, string, os, itertools, csv, io, types, unicodedata, weakref, abc
import _random, _thread
def gen(): yield 1
folder = "."
for name, make in [
    ("random", _random.Random), ("Random", random.Random), ("pattern", lambda: re.compile("abc")), ("pattern 2", lambda: re.compile("(a)(?P<x>b)*[a-z]+")),
    ("match", lambda: re.match("a", "a")), ("match 2", lambda: re.match("(a)(b)?", "a")), ("scanner", lambda: re.compile("a").scanner("abc")),
    ("poll", select.poll), ("partial", lambda: functools.partial(int)), ("lru", lambda: functools.lru_cache(int)), ("key", lambda: functools.cmp_to_key(int)(3)),
    ("deque iterator", lambda: iter(collections.deque())), ("reverse", lambda: reversed(collections.deque())), ("getter", lambda: collections.namedtuple("A", "b").b),
    ("array iterator", lambda: iter(array.array("i"))), ("struct", lambda: struct.Struct("iid")), ("unpack", lambda: struct.iter_unpack("i", b"1234")),
    ("reader", lambda: csv.reader([])), ("writer", lambda: csv.writer(io.StringIO())), ("dialect", lambda: csv.reader([]).dialect), ("lock", threading.Lock), ("rlock", threading.RLock),
    ("local", threading.local), ("queue", queue.SimpleQueue), ("context", contextvars.Context), ("variable", lambda: contextvars.ContextVar("a")), ("token", lambda: contextvars.ContextVar("a").set(1)),
    ("stat", lambda: os.stat(folder)), ("entries", lambda: os.scandir(folder)), ("database", lambda: unicodedata.ucd_3_2_0), ("attrgetter", lambda: operator.attrgetter("a", "b")),
    ("itemgetter", lambda: operator.itemgetter(1)), ("methodcaller", lambda: operator.methodcaller("a", 1)), ("tee", lambda: itertools.tee([])[0]),
    ("groupby", lambda: itertools.groupby([1])), ("grouper", lambda: next(itertools.groupby([1]))[1]), ("abc data", lambda: abc.ABC._abc_impl),
    ("parser", lambda: string.Formatter().parse("a{b}")), ("field", lambda: __import__("_string").formatter_field_name_split("a.b")[1]),
    ("weak set", weakref.WeakSet), ("namespace", lambda: types.SimpleNamespace(a=1)), ("proxy", lambda: types.MappingProxyType({})), ("alias", lambda: list[int]), ("union", lambda: int | str)]:
    value = make()
    print(name, type(value).__name__, sys.getsizeof(value), type(value).__basicsize__, type(value).__itemsize__)
