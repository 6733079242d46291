/// What functions and types of `_symtable` tell of themselves.
extension NativeDocumentation {
    static var nativeSymtableRows: StaticString {
        #"""
        symtable($module, source, filename, startstr, /)
          The symbol table of a source.
        """#
    }
}
