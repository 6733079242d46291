/// What functions and types of `_symtable` tell of themselves.
extension NativeDocumentation {
    static var nativeSymtable: StaticString {
        #"""
        symtable($module, source, filename, startstr, /)
        """#
    }
}
