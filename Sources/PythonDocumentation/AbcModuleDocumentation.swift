/// What functions and types of `_abc` tell of themselves.
extension NativeDocumentation {
    static var nativeAbc: StaticString {
        #"""
        _abc_init($module, self, /)
        _abc_instancecheck($module, self, instance, /)
        _abc_register($module, self, subclass, /)
        _abc_subclasscheck($module, self, subclass, /)
        _get_dump($module, self, /)
        _reset_caches($module, self, /)
        _reset_registry($module, self, /)
        get_cache_token($module, /)
        """#
    }
}
