/// What functions and types of `_typing` tell of themselves.
extension NativeDocumentation {
    static var nativeTypingRows: StaticString {
        #"""
        _idfunc($module, x, /)
        """#
    }
}
