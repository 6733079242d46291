/// What functions and types of `_sre` tell of themselves.
extension NativeDocumentation {
    static var nativeSreRows: StaticString {
        #"""
        ascii_iscased($module, character, /)
        ascii_tolower($module, character, /)
        compile($module, /, pattern, flags, code, groups, groupindex,
        +        indexgroup)
        getcodesize($module, /)
        unicode_iscased($module, character, /)
        unicode_tolower($module, character, /)
        """#
    }
}
