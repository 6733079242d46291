"""OrderedDict: order, moves, changes below the list, iterators, copying, sizes."""
import copy
import sys
from collections import OrderedDict

d = OrderedDict(a=1, b=2, c=3)
d.move_to_end("a")
d.move_to_end("c", last=False)
print(d, list(reversed(d)), d.popitem(), d.popitem(last=False))
print(sys.getsizeof(OrderedDict()), sys.getsizeof(OrderedDict.fromkeys("abc")))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
print(OrderedDict(a=1) | {"b": 2}, {"b": 2} | OrderedDict(a=1))
print(d.keys(), d.values(), d.items() & {("b", 2)}, iter(d).__reduce__()[1])

for change in (
    lambda d: d.clear(),
    lambda d: d.popitem(),
    lambda d: d.update(z=1),
    lambda d: d.move_to_end("a"),
    lambda d: d.update(b=5),
):
    d = OrderedDict(a=1, b=2, c=3)
    items = iter(d.items())
    next(items)
    change(d)
    try:
        print(list(items))
    except RuntimeError as error:
        print(error)

d = OrderedDict(a=1, b=2)
dict.__delitem__(d, "a")
try:
    print(d)
except KeyError as error:
    print("KeyError", error)

d = OrderedDict(x=[1], y=d)
d.note = "kept"
for twin in (copy.copy(d), copy.deepcopy(OrderedDict(x=[1]))):
    print(twin.keys(), vars(twin))
print(d.__reduce__()[:4])


class Counting(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)

    def __missing__(self, key):
        return key * 2


c = Counting([("p", 1)], q=2)
print(c["zz"], c.setdefault("r", 3), c.pop("p"), c.copy())
