/// What functions and types of `_typing` tell of themselves.
extension NativeDocumentation {
    static var nativeTyping: StaticString {
        #"""
        _idfunc($module, x, /)
        """#
    }
}
