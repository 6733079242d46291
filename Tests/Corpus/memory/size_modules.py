# Modules and namespaces.
import sys, types

m = types.ModuleType("m")
print(sys.getsizeof(m), sys.getsizeof(vars(m)), len(vars(m)))
s = types.SimpleNamespace(a=1, b=2)
print(sys.getsizeof(s), sys.getsizeof(vars(s)))
print(sys.getsizeof(types.MappingProxyType({})), sys.getsizeof(list[int]), sys.getsizeof(int | str))
