/// What `help` tells of the built-in functions and of the most used types. The texts are made into strings
/// when they are asked for, so programs that don't ask don't pay for them.
enum BuiltinDocumentation {
    /// Of a function of the module `builtins`.
    static func function(_ name: String) -> DefinitionDocumentation? {
        guard let row = functions[name] else { return nil }
        return DefinitionDocumentation(signature: row.signature, documentation: row.text)
    }

    /// Of a static type.
    static func type(_ name: String) -> String? { types[name] }

    /// The signature as `inspect` reads it, nil where there are several, and what the function does.
    private static let functions: [String: (signature: String?, text: String)] = [
        "__build_class__": (nil, "Make a class of what a class statement says."),
        "__import__": (
            "($module, /, name, globals=None, locals=None, fromlist=(),\n           level=0)",
            "Import a module, as the import statement does."
        ),
        "abs": ("($module, x, /)", "The absolute value of a number."),
        "aiter": ("($module, async_iterable, /)", "An asynchronous iterator over a source."),
        "all": ("($module, iterable, /)", "Whether all items are true; true for no items."),
        "anext": (
            "($module, aiterator, default=<unrepresentable>, /)",
            "An awaitable of the next item; of the default when there is none."
        ),
        "any": ("($module, iterable, /)", "Whether an item is true; false for no items."),
        "ascii": ("($module, obj, /)", "The repr of an object with escapes for what isn't ASCII."),
        "bin": ("($module, number, /)", "An integer in base 2, with the prefix 0b."),
        "breakpoint": (nil, "breakpoint(*args, **kws): enter the debugger, sys.breakpointhook()."),
        "callable": ("($module, obj, /)", "Whether an object can be called."),
        "chr": ("($module, i, /)", "The string of one character with a code point."),
        "compile": (
            "($module, /, source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1,"
                + " *, _feature_version=-1)",
            "Make a code object of a source; mode is 'exec', 'eval' or 'single'."
        ),
        "delattr": ("($module, obj, name, /)", "Delete an attribute: del obj.name."),
        "dir": (nil, "dir([object]): the names in the scope, or an object's attributes, sorted."),
        "divmod": ("($module, x, y, /)", "The pair (x // y, x % y)."),
        "eval": (
            "($module, source, globals=None, locals=None, /)", "The value of an expression."
        ),
        "exec": (
            "($module, source, globals=None, locals=None, /, *, closure=None)",
            "Run statements in the given namespaces, else in those of the caller."
        ),
        "format": ("($module, value, format_spec='', /)", "value.__format__(format_spec)."),
        "getattr": (nil, "getattr(object, name[, default]): the attribute with a name."),
        "globals": ("($module, /)", "The dict of the module's variables."),
        "hasattr": ("($module, obj, name, /)", "Whether an object has an attribute of a name."),
        "hash": ("($module, obj, /)", "The hash of an object, the same for equal objects."),
        "hex": ("($module, number, /)", "An integer in base 16, with the prefix 0x."),
        "id": ("($module, obj, /)", "The identity of an object: its address."),
        "input": ("($module, prompt='', /)", "A line of standard input, without its line feed."),
        "isinstance": (
            "($module, obj, class_or_tuple, /)", "Whether an object is an instance of a class."
        ),
        "issubclass": (
            "($module, cls, class_or_tuple, /)", "Whether a class derives from another."
        ),
        "iter": (
            nil,
            "iter(iterable) or iter(callable, sentinel): an iterator over the items, or over the "
                + "results of calls until one equals the sentinel."
        ),
        "len": ("($module, obj, /)", "How many items a container has."),
        "locals": ("($module, /)", "The dict of the variables of the scope."),
        "max": (
            nil,
            "max(iterable, *[, default, key]) or max(x, y, *rest[, key]): the greatest item."
        ),
        "min": (
            nil,
            "min(iterable, *[, default, key]) or min(x, y, *rest[, key]): the least item."
        ),
        "next": (nil, "next(iterator[, default]): the next item; the default when there is none."),
        "oct": ("($module, number, /)", "An integer in base 8, with the prefix 0o."),
        "open": (
            "($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None,"
                + " newline=None, closefd=True, opener=None)",
            "Open a file and give the stream."
        ),
        "ord": ("($module, c, /)", "The code point of a character."),
        "pow": ("($module, /, base, exp, mod=None)", "base ** exp, or that modulo mod."),
        "print": (
            "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
            "Write values to a stream, sys.stdout if none is given."
        ),
        "repr": ("($module, obj, /)", "The text that shows an object: repr."),
        "round": (
            "($module, /, number, ndigits=None)",
            "A number rounded to some decimals; to an integer if none are told."
        ),
        "setattr": ("($module, obj, name, value, /)", "Set an attribute: obj.name = value."),
        "sorted": (
            "($module, iterable, /, *, key=None, reverse=False)",
            "A list of the items, the least one first."
        ),
        "sum": ("($module, iterable, /, start=0)", "The start and the items added."),
        "vars": (nil, "vars([object]): the variables of the scope, or an object's __dict__."),
    ]

    private static let types: [String: String] = [
        "bool": "bool(x): whether x is true; one of the integers True and False.",
        "bytearray": "bytearray(), bytearray(count), bytearray(iterable_of_ints), "
            + "bytearray(bytes_or_buffer) or bytearray(string, encoding[, errors]): bytes to change.",
        "bytes": "bytes(), bytes(count), bytes(iterable_of_ints), bytes(bytes_or_buffer) or "
            + "bytes(string, encoding[, errors]): bytes that don't change.",
        "classmethod": "classmethod(function): a method whose first argument is the class.",
        "complex": "complex(real=0, imag=0): a complex number.",
        "dict": "dict(), dict(mapping), dict(iterable_of_pairs) or dict(**kwargs): a dictionary.",
        "enumerate": "enumerate(iterable, start=0): pairs of numbers and items.",
        "filter": "filter(function or None, iterable): the items that a function says yes to.",
        "float": "float(x=0): a number, or the text of one, as a floating-point number.",
        "frozenset": "frozenset([iterable]): distinct items that don't change.",
        "int": "int([x]) or int(x, base=10): a number, or the text of one, as an integer.",
        "list": "list(iterable=()): items in order, to change.",
        "map": "map(function, *iterables): the results of a function for the items.",
        "memoryview": "memoryview(object): the memory of an object with a buffer.",
        "object": "The base of all classes.",
        "property": "property(fget=None, fset=None, fdel=None, doc=None): an attribute that "
            + "functions compute.",
        "range": "range(stop) or range(start, stop[, step]): integers in even steps.",
        "reversed": "reversed(sequence): its items from the last to the first.",
        "set": "set([iterable]): distinct items, to change.",
        "slice": "slice(stop) or slice(start, stop[, step]): what a[start:stop:step] asks for.",
        "staticmethod": "staticmethod(function): a function in a class, called as it is.",
        "str": "str(object='') or str(bytes_or_buffer[, encoding[, errors]]): a text.",
        "super": "super() or super(type[, object or type]): the methods of the next classes.",
        "tuple": "tuple(iterable=()): items in order that don't change.",
        "type": "type(object) or type(name, bases, dict, **kwds): an object's class, or a new one.",
        "zip":
            "zip(*iterables, strict=False): tuples of the first items, of the second, and so on.",
    ]
}
