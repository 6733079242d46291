/// What functions and types of `_tracemalloc` tell of themselves.
extension NativeDocumentation {
    static var nativeTracemallocRows: StaticString {
        #"""
        _get_object_traceback($module, obj, /)
          Where an object was allocated, or None.
        _get_traces($module, /)
          All blocks that are traced.
        clear_traces($module, /)
          Forget all traces.
        get_traceback_limit($module, /)
          How many frames a trace keeps at most.
        get_traced_memory($module, /)
          The traced memory now and at its peak, in bytes.
        get_tracemalloc_memory($module, /)
          How many bytes the tracing itself uses.
        is_tracing($module, /)
          Whether allocations are traced.
        reset_peak($module, /)
          Take the memory of now as the peak.
        start($module, nframe=1, /)
          Trace allocations, with so many frames each.
        stop($module, /)
          Stop tracing and forget all traces.
        """#
    }
}
