/// What functions and types of `_weakref` tell of themselves.
extension NativeDocumentation {
    static var nativeWeakref: StaticString {
        #"""
        _remove_dead_weakref($module, dct, key, /)
        getweakrefcount($module, object, /)
        getweakrefs($module, object, /)
        proxy($module, object, callback=None, /)
        """#
    }
}
