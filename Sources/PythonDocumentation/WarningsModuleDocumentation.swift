/// What functions and types of `_warnings` tell of themselves.
extension NativeDocumentation {
    static var nativeWarnings: StaticString {
        #"""
        warn($module, /, message, category=None, stacklevel=1, source=None)
        """#
    }
}
