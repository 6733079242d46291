/// What functions and types of `_tracemalloc` tell of themselves.
extension NativeDocumentation {
    static var nativeTracemalloc: StaticString {
        #"""
        _get_object_traceback($module, obj, /)
        _get_traces($module, /)
        clear_traces($module, /)
        get_traceback_limit($module, /)
        get_traced_memory($module, /)
        get_tracemalloc_memory($module, /)
        is_tracing($module, /)
        reset_peak($module, /)
        start($module, nframe=1, /)
        stop($module, /)
        """#
    }
}
