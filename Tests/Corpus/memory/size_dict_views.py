# Views of a dict.
import sys

d = {i: i for i in range(20)}
for x in (d.keys(), d.values(), d.items(), type.__dict__, iter(d), iter(d.items()), reversed(d)):
    print(type(x).__name__, sys.getsizeof(x))
