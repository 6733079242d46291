# Blocks that library objects take.
import sys, collections, functools, itertools, operator, struct, array, re, io, threading
def blocks(make):
    kept = [None] * 40
    for i in range(40): kept[i] = make()
    for i in range(40): kept[i] = None
    before = sys.getallocatedblocks()
    for i in range(40): kept[i] = make()
    return (sys.getallocatedblocks() - before) / 40
for name, make in [("deque", collections.deque), ("partial", lambda: functools.partial(int, 1)), ("chain", lambda: itertools.chain([], [])), ("itemgetter", lambda: operator.itemgetter(1)),
                   ("array 0", lambda: array.array("i")), ("array 9", lambda: array.array("i", range(9))), ("OrderedDict", collections.OrderedDict), ("defaultdict", collections.defaultdict),
                   ("namespace", lambda: __import__("types").SimpleNamespace()), ("BytesIO", io.BytesIO), ("BytesIO 9", lambda: io.BytesIO(b"123456789")), ("StringIO", io.StringIO),
                   ("count", itertools.count), ("zip", lambda: zip([])), ("property", property), ("memoryview", lambda: memoryview(b""))]:
    print(name, round(blocks(make)))
