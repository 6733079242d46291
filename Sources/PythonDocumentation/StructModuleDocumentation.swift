/// What functions and types of `_struct` tell of themselves.
extension NativeDocumentation {
    static var nativeStruct: StaticString {
        #"""
        Struct.iter_unpack($self, buffer, /)
        Struct.unpack($self, buffer, /)
        Struct.unpack_from($self, /, buffer, offset=0)
        _clearcache($module, /)
        calcsize($module, format, /)
        iter_unpack($module, format, buffer, /)
        unpack($module, format, buffer, /)
        unpack_from($module, format, /, buffer, offset=0)
        """#
    }
}
