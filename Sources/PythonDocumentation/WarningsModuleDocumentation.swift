/// What functions and types of `_warnings` tell of themselves.
extension NativeDocumentation {
    static var nativeWarningsRows: StaticString {
        #"""
        warn($module, /, message, category=None, stacklevel=1, source=None)
          Give a warning, or raise it where the filters say so.
        warn_explicit
          The same with the place of the warning told.
        """#
    }
}
