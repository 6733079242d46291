/// What functions and types of `sys` tell of themselves.
extension NativeDocumentation {
    static var sysRows: StaticString {
        #"""
        _clear_type_cache($module, /)
          Empty the cache of attributes of classes.
        _current_exceptions($module, /)
          The exceptions that threads handle now, by their identifiers.
        _current_frames($module, /)
          The frames where threads are now, by their identifiers.
        _debugmallocstats($module, /)
          Print to stderr what the allocator keeps.
        _getframe($module, depth=0, /)
          The frame of the caller, or one further out.
        _getquickenedcount($module, /)
        addaudithook($module, /, hook)
          Add a function that is told of audited events.
        audit
          Tell the audit hooks of an event.
        breakpointhook
          What breakpoint() calls: enter the debugger.
        call_tracing($module, func, args, /)
          Call a function with tracing on, as a debugger does.
        displayhook($module, object, /)
          Show a value at the prompt, and keep it as _.
        exc_info($module, /)
          The type, value and traceback of the exception handled now, or three times None.
        excepthook($module, exctype, value, traceback, /)
          Show an exception that nobody handled.
        exception($module, /)
          The exception handled now, or None.
        exit($module, status=None, /)
          End the program: raise SystemExit.
        get_asyncgen_hooks($module, /)
          The functions told of new and of forgotten asynchronous generators.
        get_coroutine_origin_tracking_depth($module, /)
          How many frames are remembered of where coroutines are made.
        get_int_max_str_digits($module, /)
          How many digits conversions between integers and text may have.
        getallocatedblocks($module, /)
          How many blocks of memory are in use.
        getdefaultencoding($module, /)
          The encoding of text by default.
        getdlopenflags($module, /)
          The flags with which extension modules are opened.
        getfilesystemencodeerrors($module, /)
          How errors in names of files are handled.
        getfilesystemencoding($module, /)
          The encoding of names of files.
        getprofile($module, /)
          The function set by setprofile.
        getrecursionlimit($module, /)
          How deeply calls may be nested.
        getrefcount($module, object, /)
          How many references an object has, with the one for this call.
        getsizeof
          getsizeof(object[, default]): the size of an object in memory, in bytes.
        getswitchinterval($module, /)
          After how many seconds threads take turns.
        gettrace($module, /)
          The function set by settrace.
        intern($module, string, /)
          The one string of this text that all who intern it share.
        is_finalizing($module, /)
          Whether the interpreter is shutting down.
        set_asyncgen_hooks
          set_asyncgen_hooks([firstiter][, finalizer]): the functions told of asynchronous
          generators.
        set_coroutine_origin_tracking_depth($module, /, depth)
          Remember so many frames of where coroutines are made.
        set_int_max_str_digits($module, /, maxdigits)
          Limit the digits in conversions between integers and text; 0 for no limit.
        setdlopenflags($module, flags, /)
          Set the flags with which extension modules are opened.
        setprofile
          Set a function that is called when functions begin and end.
        setrecursionlimit($module, limit, /)
          Set how deeply calls may be nested.
        setswitchinterval($module, interval, /)
          Set after how many seconds threads take turns.
        settrace
          Set a function that is called as the program goes on, line by line.
        unraisablehook($module, unraisable, /)
          Show an exception that can't be raised where it happened.
        flags
          The options that the interpreter was started with.
        float_info
          Limits and precision of floats.
        hash_info
          Parameters of the hashes of numbers and texts.
        int_info
          How ints are kept in memory.
        thread_info
          How threads are made.
        version_info
          The version of the language, in parts.
        """#
    }
}
