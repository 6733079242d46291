/// What the types of numbers tell of themselves.
extension NativeDocumentation {
    static var builtinNumbersRows: StaticString {
        #"""
        bool
          bool(x): whether x is true; one of the integers True and False.
        complex(real=0, imag=0)
          complex(real=0, imag=0): a complex number.
        complex.__complex__($self, /)
          The number as an exact complex.
        complex.__format__($self, format_spec, /)
          The object as text, in a given format.
        complex.__getnewargs__($self, /)
        complex.conjugate($self, /)
          The number with its imaginary part negated.
        complex.imag
          The imaginary part.
        complex.real
          The real part.
        float(x=0, /)
          float(x=0): a number, or the text of one, as a floating-point number.
        float.__ceil__($self, /)
          The least integer that is not smaller.
        float.__floor__($self, /)
          The greatest integer that is not greater.
        float.__format__($self, format_spec, /)
          The object as text, in a given format.
        float.__getformat__($type, typestr, /)
          How the machine stores 'double' or 'float', for tests.
        float.__getnewargs__($self, /)
        float.__round__($self, ndigits=None, /)
          The nearest integer, or the number rounded to some decimals.
        float.__trunc__($self, /)
          The integer part.
        float.as_integer_ratio($self, /)
          Two integers whose quotient is exactly the number.
        float.conjugate($self, /)
          The number itself, as it has no imaginary part.
        float.fromhex($type, string, /)
          The number that a text in base 16 spells.
        float.hex($self, /)
          The number spelled in base 16.
        float.imag
          The imaginary part, which is 0.
        float.is_integer($self, /)
          Whether the number is whole.
        float.real
          The number itself, as its real part.
        int
          int([x]) or int(x, base=10): a number, or the text of one, as an integer.
        int.__ceil__
          The least integer that is not smaller.
        int.__floor__
          The greatest integer that is not greater.
        int.__format__($self, format_spec, /)
        int.__getnewargs__($self, /)
        int.__round__($self, ndigits=<unrepresentable>, /)
          The integer rounded; to tens, hundreds and so on if ndigits is negative.
        int.__sizeof__($self, /)
          The size of the object in memory, in bytes.
        int.__trunc__
          The integer part.
        int.as_integer_ratio($self, /)
          The pair of the integer and 1.
        int.bit_count($self, /)
          How many ones the absolute value has in base 2.
        int.bit_length($self, /)
          How many binary digits the absolute value needs.
        int.conjugate
          The integer itself, as it has no imaginary part.
        int.denominator
          The denominator, which is 1.
        int.from_bytes($type, /, bytes, byteorder='big', *, signed=False)
          The integer that bytes spell in a byte order.
        int.imag
          The imaginary part, which is 0.
        int.numerator
          The integer itself.
        int.real
          The integer itself, as its real part.
        int.to_bytes($self, /, length=1, byteorder='big', *, signed=False)
          The bytes that spell the integer in a byte order.
        """#
    }
}
