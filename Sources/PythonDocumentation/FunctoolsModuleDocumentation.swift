/// What functions and types of `_functools`, `functools` tell of themselves.
extension NativeDocumentation {
    static var nativeFunctoolsRows: StaticString {
        #"""
        cmp_to_key
          A key function that sorts as a comparison function says.
        reduce
          reduce(function, iterable[, initial]): combine all items, two at a time from the left.
        """#
    }

    static var functoolsRows: StaticString {
        #"""
        _lru_cache_wrapper
          A function that remembers its results.
        partial
          partial(func, *args, **keywords): a function with some arguments filled in.
        partial.__class_getitem__
          The class with its type parameters, as annotations write it.
        partial.args
          The positional arguments that are filled in.
        partial.func
          The function.
        partial.keywords
          The keyword arguments that are filled in.
        """#
    }
}
