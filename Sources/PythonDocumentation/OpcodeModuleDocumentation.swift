/// What functions and types of `_opcode` tell of themselves.
extension NativeDocumentation {
    static var nativeOpcode: StaticString {
        #"""
        get_specialization_stats($module, /)
        stack_effect($module, opcode, oparg=None, /, *, jump=None)
        """#
    }
}
