/// What functions and types of `_weakref`, `weakref` tell of themselves.
extension NativeDocumentation {
    static var nativeWeakrefRows: StaticString {
        #"""
        _remove_dead_weakref($module, dct, key, /)
          Remove a key whose value is a weak reference to something that is gone.
        getweakrefcount($module, object, /)
          How many weak references and proxies an object has.
        getweakrefs($module, object, /)
          The weak references and proxies of an object.
        proxy($module, object, callback=None, /)
          proxy(object[, callback]): an object that acts as another without keeping it.
        """#
    }

    static var weakrefRows: StaticString {
        #"""
        ReferenceType.__class_getitem__
          The class with its type parameters, as annotations write it.
        """#
    }
}
