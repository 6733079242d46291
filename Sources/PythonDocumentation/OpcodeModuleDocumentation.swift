/// What functions and types of `_opcode` tell of themselves.
extension NativeDocumentation {
    static var nativeOpcodeRows: StaticString {
        #"""
        get_specialization_stats($module, /)
          How instructions were specialized, or None.
        stack_effect($module, opcode, oparg=None, /, *, jump=None)
          By how much an instruction makes the stack grow.
        """#
    }
}
