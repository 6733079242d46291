# Modules, specs and loaders of native modules.
import sys, math, types
m = types.ModuleType("m")
print(sys.getsizeof(m), sys.getsizeof(m.__dict__), sys.getsizeof(math), sys.getsizeof(sys))
m.a = 1
print(sys.getsizeof(m.__dict__), sys.getrefcount(m))
f = types.FunctionType((lambda: 0).__code__, m.__dict__)
print(sys.getrefcount(m.__dict__), sys.getsizeof(f))
del m
print(f.__globals__["__name__"])
