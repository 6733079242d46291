# Dicts of the library and views over them.
import sys, collections, types
for n in (0, 1, 5, 6, 11, 30):
    c = collections.Counter(range(n)); d = collections.defaultdict(list); 
    for i in range(n): d[i].append(i)
    print(n, sys.getsizeof(c), sys.getsizeof(d), sys.getsizeof(c + c), sys.getsizeof(c - c), sys.getsizeof(dict(c)), sys.getsizeof(d.copy()), sys.getsizeof(+c))
m = collections.ChainMap({}, {})
print(sys.getsizeof(m), sys.getsizeof(m.maps), sys.getsizeof(types.MappingProxyType({1: 2})), sys.getsizeof(collections.UserDict()), sys.getsizeof(collections.UserList([1])))
