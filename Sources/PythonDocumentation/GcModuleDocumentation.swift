/// What functions and types of `gc` tell of themselves.
extension NativeDocumentation {
    static var gcRows: StaticString {
        #"""
        collect($module, /, generation=2)
          Collect garbage, of all generations or up to one, and tell how many objects it was.
        disable($module, /)
          Stop collecting by itself.
        enable($module, /)
          Collect garbage by itself.
        freeze($module, /)
          Leave all objects that there are now out of collections.
        get_count($module, /)
          How many objects were made since the last collections, for each generation.
        get_debug($module, /)
          The flags for debugging.
        get_freeze_count($module, /)
          How many objects are frozen.
        get_objects($module, /, generation=None)
          The objects that the collector knows, all or those of a generation.
        get_referents
          The objects to which some objects refer directly.
        get_referrers
          The objects that refer directly to some objects.
        get_stats($module, /)
          What the collector did so far, a dict for each generation.
        get_threshold($module, /)
          The thresholds at which generations are collected.
        is_finalized($module, obj, /)
          Whether the collector finalized an object.
        is_tracked($module, obj, /)
          Whether the collector knows an object.
        isenabled($module, /)
          Whether garbage is collected by itself.
        set_debug($module, flags, /)
          Set the flags for debugging.
        set_threshold
          set_threshold(threshold0[, threshold1[, threshold2]]): when generations are collected; 0
          for never.
        unfreeze($module, /)
          Let frozen objects take part in collections again.
        """#
    }
}
