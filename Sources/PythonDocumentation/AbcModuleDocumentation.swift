/// What functions and types of `_abc` tell of themselves.
extension NativeDocumentation {
    static var nativeAbcRows: StaticString {
        #"""
        _abc_init($module, self, /)
          Prepare an abstract class.
        _abc_instancecheck($module, self, instance, /)
          Whether an object counts as an instance.
        _abc_register($module, self, subclass, /)
          Let a class count as derived.
        _abc_subclasscheck($module, self, subclass, /)
          Whether a class counts as derived.
        _get_dump($module, self, /)
          The registry and the caches, for debugging.
        _reset_caches($module, self, /)
          Empty the caches, for tests.
        _reset_registry($module, self, /)
          Empty the registry, for tests.
        get_cache_token($module, /)
          A value that changes whenever a class is registered.
        _abc_data
          What the interpreter keeps of an abstract class.
        """#
    }
}
