/// Names the interpreter itself looks up: static, interned strings, as `_Py_ID` makes them in
/// CPython (`Include/internal/pycore_global_strings.h`). Its ordinal is the string's place.
public enum WellKnownName: String, CaseIterable, Sendable {
    case __abs__, __add__, __aenter__, __aexit__, __aiter__, __all__, __and__, __anext__
    case __annotations__, __await__, __bases__, __bool__, __build_class__, __builtins__, __bytes__
    case __call__, __cause__, __ceil__, __class__, __class_getitem__, __classcell__, __complex__
    case __contains__, __context__, __copy__, __debug__, __deepcopy__, __del__, __delattr__
    case __delete__, __delitem__, __dict__, __dir__, __divmod__, __doc__, __enter__, __eq__
    case __exit__, __file__, __float__, __floor__, __floordiv__, __format__, __ge__, __get__
    case __getattr__, __getattribute__, __getitem__, __gt__, __hash__, __iadd__, __iand__
    case __ifloordiv__, __ilshift__, __imatmul__, __imod__, __import__, __imul__, __index__
    case __init__, __init_subclass__, __instancecheck__, __int__, __invert__, __ior__, __ipow__
    case __irshift__, __isabstractmethod__, __isub__, __iter__, __itruediv__, __ixor__, __le__
    case __len__, __length_hint__, __loader__, __lshift__, __lt__, __main__, __match_args__
    case __matmul__, __missing__, __mod__, __module__, __mro__, __mro_entries__, __mul__
    case __name__, __ne__, __neg__, __new__, __next__, __notes__, __or__, __package__, __path__
    case __pos__, __pow__, __prepare__, __qualname__, __radd__, __rand__, __rdivmod__
    case __reduce__, __reduce_ex__, __repr__, __reversed__, __rfloordiv__, __rlshift__
    case __rmatmul__, __rmod__, __rmul__, __ror__, __round__, __rpow__, __rrshift__, __rshift__
    case __rsub__, __rtruediv__, __rxor__, __set__, __set_name__, __setattr__, __setitem__
    case __sizeof__, __slots__, __spec__, __str__, __sub__, __subclasscheck__, __subclasses__
    case __subclasshook__, __suppress_context__, __traceback__, __truediv__, __trunc__
    case __weakref__, __xor__
    case append, args, builtins, clear, close, code, copy, displayhook, encoding, end, errors
    case excepthook, extend, fget, file, fileno, flush, get, getattr, insert, items, join, key
    case keys, label, last_traceback, last_type, last_value, metaclass, mode, modules, msg, name
    case obj, open, path, pop, print_file_and_line, read, readline, reverse, send, sep, sort
    case stderr, stdin, stdout, string, strict, sum, sys, text, `throw`, update, value, values
    case write, `default`, Py_Repr, start, filename, lineno, offset, end_lineno, end_offset
    case True, False

    /// The text of the name.
    public var text: String { rawValue }

    /// The string's place among them.
    @inlinable @inline(__always)
    public var ordinal: Int {
        // SAFETY: an enum of at most 256 cases without payloads is its case's number in a byte; a
        // test compares it with `allCases`.
        Int(unsafeBitCast(self, to: UInt8.self))
    }
}
