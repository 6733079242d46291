/// What functions and types of `marshal` tell of themselves.
extension NativeDocumentation {
    static var marshal: StaticString {
        #"""
        dump($module, value, file, version=version, /)
        dumps($module, value, version=version, /)
        load($module, file, /)
        loads($module, bytes, /)
        """#
    }
}
