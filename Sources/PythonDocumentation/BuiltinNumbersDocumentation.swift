/// What functions and types of `builtins` tell of themselves.
extension NativeDocumentation {
    static var builtinNumbers: StaticString {
        #"""
        bool
          bool(x): whether x is true; one of the integers True and False.
        complex(real=0, imag=0)
          complex(real=0, imag=0): a complex number.
        complex.__complex__($self, /)
        complex.__format__($self, format_spec, /)
        complex.__getnewargs__($self, /)
        complex.conjugate($self, /)
        float(x=0, /)
          float(x=0): a number, or the text of one, as a floating-point number.
        float.__ceil__($self, /)
        float.__floor__($self, /)
        float.__format__($self, format_spec, /)
        float.__getformat__($type, typestr, /)
        float.__getnewargs__($self, /)
        float.__round__($self, ndigits=None, /)
        float.__trunc__($self, /)
        float.as_integer_ratio($self, /)
        float.conjugate($self, /)
        float.fromhex($type, string, /)
        float.hex($self, /)
        float.is_integer($self, /)
        int
          int([x]) or int(x, base=10): a number, or the text of one, as an integer.
        int.__format__($self, format_spec, /)
        int.__getnewargs__($self, /)
        int.__round__($self, ndigits=<unrepresentable>, /)
        int.__sizeof__($self, /)
        int.as_integer_ratio($self, /)
        int.bit_count($self, /)
        int.bit_length($self, /)
        int.from_bytes($type, /, bytes, byteorder='big', *, signed=False)
        int.to_bytes($self, /, length=1, byteorder='big', *, signed=False)
        """#
    }
}
