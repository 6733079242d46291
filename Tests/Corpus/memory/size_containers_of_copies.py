# copy, deepcopy and pickling give containers of exactly the size needed, or not.
import sys, copy, pickle
l = []
for i in range(9): l.append(i)
d = {i: i for i in range(20)}
for i in range(15): del d[i]
s = set(range(30))
for i in range(25): s.discard(i)
b = bytearray()
for i in range(30): b.append(i)
for name, x in (("list", l), ("dict", d), ("set", s), ("bytearray", b), ("tuple", tuple(l)), ("frozenset", frozenset(s))):
    print(name, sys.getsizeof(x), sys.getsizeof(copy.copy(x)), sys.getsizeof(copy.deepcopy(x)), sys.getsizeof(type(x)(x)))
