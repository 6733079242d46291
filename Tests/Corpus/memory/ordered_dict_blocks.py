# Blocks a key takes in an OrderedDict, and that they come back.
import sys
from collections import OrderedDict
keys = [object() for _ in range(100)]
d = OrderedDict()
for k in keys: d[k] = None
d.clear()
before = sys.getallocatedblocks()
for k in keys[:50]: d[k] = None
print(sys.getallocatedblocks() - before >= 50)
half = sys.getallocatedblocks()
for k in keys[:25]: del d[k]
print(half - sys.getallocatedblocks())
d.popitem(); d.pop(keys[30])
print(half - sys.getallocatedblocks())
