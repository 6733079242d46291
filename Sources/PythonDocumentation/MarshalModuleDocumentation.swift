/// What functions and types of `marshal` tell of themselves.
extension NativeDocumentation {
    static var marshalRows: StaticString {
        #"""
        dump($module, value, file, version=version, /)
          Write a value to a file.
        dumps($module, value, version=version, /)
          The bytes of a value.
        load($module, file, /)
          Read a value from a file.
        loads($module, bytes, /)
          The value of bytes.
        """#
    }
}
