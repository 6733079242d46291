/// What functions and types of `_string` tell of themselves.
extension NativeDocumentation {
    static var nativeStringRows: StaticString {
        #"""
        formatter_field_name_split
          The first part of a field's name and an iterator over the others.
        formatter_parser
          The parts of a format: text, field, specification and conversion.
        """#
    }
}
