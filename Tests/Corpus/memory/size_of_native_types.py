# Layout and flags of the types of the interpreter and its native modules, found among the subclasses of object.
import sys, gc
import _abc, _collections, _contextvars, _csv, _ctypes, _functools, _io, _operator, _queue, _random, _sha512, _socket
import _sre, _string, _struct, _symtable, _thread, _weakref, abc, array, ast, collections, contextvars, csv, ctypes, functools
import grp, io, itertools, operator, os, posix, pwd, queue, random, re, resource, select, signal, socket, string, struct, symtable
import threading, time, types, typing, unicodedata, weakref
NAMES = """
Token.MISSING _abc._abc_data _collections._deque_iterator _collections._deque_reverse_iterator
_collections._tuplegetter _contextvars.Context _contextvars.ContextVar _contextvars.Token _csv.Dialect _csv.reader
_csv.writer _ctypes.Array _ctypes.CField _ctypes.CFuncPtr _ctypes.CThunkObject _ctypes.PyCArrayType
_ctypes.PyCFuncPtrType _ctypes.PyCPointerType _ctypes.PyCSimpleType _ctypes.PyCStructType _ctypes.Structure
_ctypes.Union _ctypes.UnionType _ctypes._CData _ctypes._Pointer _ctypes._SimpleCData _io.BufferedRWPair
_io.BufferedRandom _io.BufferedReader _io.BufferedWriter _io.BytesIO _io.FileIO _io.IncrementalNewlineDecoder
_io.StringIO _io.TextIOWrapper _io._BufferedIOBase _io._BytesIOBuffer _io._IOBase _io._RawIOBase _io._TextIOBase
_queue.SimpleQueue _random.Random _sha512.sha512 _socket.socket _sre.SRE_Scanner _struct.Struct
_struct.unpack_iterator _thread.RLock _thread._ExceptHookArgs _thread._local _thread.lock array.array
array.arrayiterator ast.AST builtins.ArithmeticError builtins.AssertionError builtins.AttributeError
builtins.BaseException builtins.BaseExceptionGroup builtins.BlockingIOError builtins.BrokenPipeError
builtins.BufferError builtins.BytesWarning builtins.CArgObject builtins.ChildProcessError
builtins.ConnectionAbortedError builtins.ConnectionError builtins.ConnectionRefusedError
builtins.ConnectionResetError builtins.DeprecationWarning builtins.EOFError builtins.EncodingWarning
builtins.Exception builtins.FileExistsError builtins.FileNotFoundError builtins.FloatingPointError
builtins.FutureWarning builtins.GeneratorExit builtins.ImportError builtins.ImportWarning builtins.IndentationError
builtins.IndexError builtins.InterruptedError builtins.IsADirectoryError builtins.KeyError
builtins.KeyboardInterrupt builtins.LookupError builtins.MemoryError builtins.ModuleNotFoundError
builtins.NameError builtins.NoneType builtins.NotADirectoryError builtins.NotImplementedError
builtins.NotImplementedType builtins.OSError builtins.OverflowError builtins.PendingDeprecationWarning
builtins.PermissionError builtins.ProcessLookupError builtins.RecursionError builtins.ReferenceError
builtins.ResourceWarning builtins.RuntimeError builtins.RuntimeWarning builtins.StgDict builtins.StopAsyncIteration
builtins.StopIteration builtins.SyntaxError builtins.SyntaxWarning builtins.SystemError builtins.SystemExit
builtins.TabError builtins.TimeoutError builtins.TypeError builtins.UnboundLocalError builtins.UnicodeDecodeError
builtins.UnicodeEncodeError builtins.UnicodeError builtins.UnicodeTranslateError builtins.UnicodeWarning
builtins.UserWarning builtins.ValueError builtins.Warning builtins.ZeroDivisionError builtins.anext_awaitable
builtins.async_generator builtins.async_generator_asend builtins.async_generator_athrow
builtins.async_generator_wrapped_value builtins.bool builtins.builtin_function_or_method builtins.bytearray
builtins.bytearray_iterator builtins.bytes builtins.bytes_iterator builtins.callable_iterator builtins.cell
builtins.classmethod builtins.classmethod_descriptor builtins.code builtins.complex builtins.coroutine
builtins.coroutine_wrapper builtins.dict builtins.dict_itemiterator builtins.dict_items builtins.dict_keyiterator
builtins.dict_keys builtins.dict_reverseitemiterator builtins.dict_reversekeyiterator
builtins.dict_reversevalueiterator builtins.dict_valueiterator builtins.dict_values builtins.ellipsis
builtins.enumerate builtins.fieldnameiterator builtins.filter builtins.float builtins.formatteriterator
builtins.frame builtins.frozenset builtins.function builtins.generator builtins.generic_alias_iterator
builtins.getset_descriptor builtins.int builtins.items builtins.iterator builtins.keys builtins.list
builtins.list_iterator builtins.list_reverseiterator builtins.longrange_iterator builtins.managedbuffer
builtins.map builtins.mappingproxy builtins.member_descriptor builtins.memory_iterator builtins.memoryview
builtins.method builtins.method-wrapper builtins.method_descriptor builtins.module builtins.object
builtins.odict_items builtins.odict_iterator builtins.odict_keys builtins.odict_values builtins.property
builtins.range builtins.range_iterator builtins.reversed builtins.set builtins.set_iterator builtins.slice
builtins.staticmethod builtins.str builtins.str_ascii_iterator builtins.str_iterator builtins.super
builtins.symtable builtins.traceback builtins.tuple builtins.tuple_iterator builtins.type builtins.values
builtins.wrapper_descriptor builtins.zip collections.OrderedDict collections.defaultdict collections.deque
functools.KeyWrapper functools._lru_cache_wrapper functools._lru_list_elem functools.partial grp.struct_group
itertools._grouper itertools._tee itertools._tee_dataobject itertools.accumulate itertools.chain
itertools.combinations itertools.combinations_with_replacement itertools.compress itertools.count itertools.cycle
itertools.dropwhile itertools.filterfalse itertools.groupby itertools.islice itertools.pairwise
itertools.permutations itertools.product itertools.repeat itertools.starmap itertools.takewhile
itertools.zip_longest operator.attrgetter operator.itemgetter operator.methodcaller os.stat_result
os.statvfs_result os.terminal_size posix.DirEntry posix.ScandirIterator posix.times_result posix.uname_result
posix.waitid_result pwd.struct_passwd re.Match re.Pattern resource.struct_rusage select.epoll select.poll
signal.struct_siginfo sys.flags sys.float_info sys.hash_info sys.int_info sys.thread_info sys.version_info
time.struct_time types.GenericAlias types.SimpleNamespace types.UnionType unicodedata.UCD weakref.CallableProxyType
weakref.ProxyType weakref.ReferenceType
""".split()
FLAGS = {4: "managed dict", 5: "sequence", 6: "mapping", 7: "not called", 8: "immutable", 9: "heap", 10: "base", 11: "vectorcall",
         14: "collected", 17: "method", 20: "abstract", 22: "matches itself"}
found = {}
def walk(cls):
    module = cls.__dict__.get("__module__")
    name = (module if isinstance(module, str) else cls.__module__) + "." + cls.__qualname__
    if cls not in found.setdefault(name, []):
        found[name].append(cls)
        for sub in type.__subclasses__(cls): walk(sub)
gc.collect()
walk(object)
for x in gc.get_objects():
    if isinstance(x, type): walk(x)
for name in NAMES:
    for cls in found.get(name, ()):
        print(name, cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__,
              cls.__base__ and cls.__base__.__name__, ", ".join(text for bit, text in FLAGS.items() if cls.__flags__ >> bit & 1))
    if name not in found: print(name, "isn't there")
