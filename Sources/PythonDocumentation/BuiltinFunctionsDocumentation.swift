/// What the built-in functions tell of themselves.
extension NativeDocumentation {
    static var builtinFunctionsRows: StaticString {
        #"""
        __build_class__
          Make a class of what a class statement says.
        __import__($module, /, name, globals=None, locals=None, fromlist=(),
        +           level=0)
          Import a module, as the import statement does.
        abs($module, x, /)
          The absolute value of a number.
        aiter($module, async_iterable, /)
          An asynchronous iterator over a source.
        all($module, iterable, /)
          Whether all items are true; true for no items.
        anext($module, aiterator, default=<unrepresentable>, /)
          An awaitable of the next item; of the default when there is none.
        any($module, iterable, /)
          Whether an item is true; false for no items.
        ascii($module, obj, /)
          The repr of an object with escapes for what isn't ASCII.
        bin($module, number, /)
          An integer in base 2, with the prefix 0b.
        breakpoint
          breakpoint(*args, **kws): enter the debugger, sys.breakpointhook().
        callable($module, obj, /)
          Whether an object can be called.
        chr($module, i, /)
          The string of one character with a code point.
        compile($module, /, source, filename, mode, flags=0,
        +        dont_inherit=False, optimize=-1, *, _feature_version=-1)
          Make a code object of a source; mode is 'exec', 'eval' or 'single'.
        delattr($module, obj, name, /)
          Delete an attribute: del obj.name.
        dir
          dir([object]): the names in the scope, or an object's attributes, sorted.
        divmod($module, x, y, /)
          The pair (x // y, x % y).
        eval($module, source, globals=None, locals=None, /)
          The value of an expression.
        exec($module, source, globals=None, locals=None, /, *, closure=None)
          Run statements in the given namespaces, else in those of the caller.
        format($module, value, format_spec='', /)
          value.__format__(format_spec).
        getattr
          getattr(object, name[, default]): the attribute with a name.
        globals($module, /)
          The dict of the module's variables.
        hasattr($module, obj, name, /)
          Whether an object has an attribute of a name.
        hash($module, obj, /)
          The hash of an object, the same for equal objects.
        hex($module, number, /)
          An integer in base 16, with the prefix 0x.
        id($module, obj, /)
          The identity of an object: its address.
        input($module, prompt='', /)
          A line of standard input, without its line feed.
        isinstance($module, obj, class_or_tuple, /)
          Whether an object is an instance of a class.
        issubclass($module, cls, class_or_tuple, /)
          Whether a class derives from another.
        iter
          iter(iterable) or iter(callable, sentinel): an iterator over the items, or over the
          results of calls until one equals the sentinel.
        len($module, obj, /)
          How many items a container has.
        locals($module, /)
          The dict of the variables of the scope.
        max
          max(iterable, *[, default, key]) or max(x, y, *rest[, key]): the greatest item.
        min
          min(iterable, *[, default, key]) or min(x, y, *rest[, key]): the least item.
        next
          next(iterator[, default]): the next item; the default when there is none.
        oct($module, number, /)
          An integer in base 8, with the prefix 0o.
        ord($module, c, /)
          The code point of a character.
        pow($module, /, base, exp, mod=None)
          base ** exp, or that modulo mod.
        print($module, /, *args, sep=' ', end='\n', file=None, flush=False)
          Write values to a stream, sys.stdout if none is given.
        repr($module, obj, /)
          The text that shows an object: repr.
        round($module, /, number, ndigits=None)
          A number rounded to some decimals; to an integer if none are told.
        setattr($module, obj, name, value, /)
          Set an attribute: obj.name = value.
        sorted($module, iterable, /, *, key=None, reverse=False)
          A list of the items, the least one first.
        sum($module, iterable, /, start=0)
          The start and the items added.
        vars
          vars([object]): the variables of the scope, or an object's __dict__.
        __weakref__
          The weak references to the object.
        __dict__
          The dict of the attributes.
        open($module, /, file, mode='r', buffering=-1, encoding=None,
        +     errors=None, newline=None, closefd=True, opener=None)
          Open a file and give the stream.
        __new__($type, *args, **kwargs)
          Make an object; the class says what of.
        """#
    }
}
