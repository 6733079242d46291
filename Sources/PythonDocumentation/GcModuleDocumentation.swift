/// What functions and types of `gc` tell of themselves.
extension NativeDocumentation {
    static var gc: StaticString {
        #"""
        collect($module, /, generation=2)
        disable($module, /)
        enable($module, /)
        freeze($module, /)
        get_count($module, /)
        get_debug($module, /)
        get_freeze_count($module, /)
        get_objects($module, /, generation=None)
        get_stats($module, /)
        get_threshold($module, /)
        is_finalized($module, obj, /)
        is_tracked($module, obj, /)
        isenabled($module, /)
        set_debug($module, flags, /)
        unfreeze($module, /)
        """#
    }
}
