# Which objects of the library the collector follows.
import gc, functools, operator, collections, array, struct, re, itertools, io, random, threading, ctypes, csv, weakref, contextvars, types
for name, value in [
    ("partial", functools.partial(int)), ("itemgetter", operator.itemgetter(1)), ("deque", collections.deque()), ("array", array.array("i")), ("struct", struct.Struct("i")),
    ("pattern", re.compile("a")), ("match", re.match("a", "a")), ("count", itertools.count()), ("repeat", itertools.repeat(1)), ("BytesIO", io.BytesIO()), ("StringIO", io.StringIO()),
    ("Random", random.Random()), ("lock", threading.Lock()), ("RLock", threading.RLock()), ("c_int", ctypes.c_int()), ("array of int", (ctypes.c_int * 3)()), ("reader", csv.reader([])),
    ("ref", weakref.ref(int)), ("context", contextvars.Context()), ("variable", contextvars.ContextVar("x")), ("namespace", types.SimpleNamespace()), ("decoder", io.IncrementalNewlineDecoder(None, True)),
    ("range", range(3)), ("range iterator", iter(range(3))), ("slice", slice(1)), ("str iterator", iter("a")), ("memoryview", memoryview(b"")), ("code", (lambda: 0).__code__), ("cell", types.CellType())]:
    print(name, gc.is_tracked(value), bool(type(value).__flags__ & 1 << 14))
