/// What functions and types of `atexit` tell of themselves.
extension NativeDocumentation {
    static var atexitRows: StaticString {
        #"""
        _clear
          Forget all functions to be called.
        _ncallbacks
          How many functions are to be called.
        _run_exitfuncs
          Call the functions now.
        register
          register(func, *args, **kwargs): have a function called when the program ends.
        unregister
          Forget a function that was to be called.
        """#
    }
}
