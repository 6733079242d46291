# Where a type's instances keep dict and weak references.
import types, collections

for t in (types.FunctionType, types.MethodType, types.ModuleType, types.CodeType, types.FrameType,
          types.GeneratorType, types.CoroutineType, types.CellType, types.TracebackType,
          types.SimpleNamespace, types.MappingProxyType, types.GenericAlias, collections.deque,
          collections.OrderedDict, collections.defaultdict, type(iter([])), type(iter("")),
          type({}.keys()), type(iter({})), type(None), type(...), type(NotImplemented)):
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__)
