# An OrderedDict has a node a key and a table beside the dict's.
import sys
from collections import OrderedDict
d = OrderedDict()
row, last = [], 0
for i in range(200):
    d[i] = i
    if sys.getsizeof(d) != last:
        last = sys.getsizeof(d)
        row.append((i, last))
print(row)
for i in range(150): d.popitem(last=False)
print(sys.getsizeof(d), len(d)); d.move_to_end(170); print(sys.getsizeof(d)); d.clear(); print(sys.getsizeof(d))
print(sys.getsizeof(OrderedDict(a=1)), sys.getsizeof(OrderedDict(dict.fromkeys(range(20)))), sys.getsizeof(OrderedDict.fromkeys(range(20)).copy()))
print([sys.getsizeof(x) for x in (d.keys(), d.values(), d.items(), iter(d), iter(d.items()), reversed(d))])
class O(OrderedDict): pass
print(sys.getsizeof(O()), sys.getsizeof(O(a=1)))
