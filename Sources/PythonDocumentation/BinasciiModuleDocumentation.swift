/// What functions of `binascii` tell of themselves.
extension NativeDocumentation {
    static var binasciiRows: StaticString {
        #"""
        a2b_base64($module, data, /, *, strict_mode=False)
          The bytes that a text in base 64 stands for.
          In strict mode other characters and misplaced padding are errors.
        a2b_hex($module, hexstr, /)
          The bytes that pairs of hexadecimal digits stand for.
        a2b_qp($module, /, data, header=False)
          The bytes that a quoted-printable text stands for; in headers _ is a blank.
        a2b_uu($module, data, /)
          The bytes that a uuencoded line stands for.
        b2a_base64($module, data, /, *, newline=True)
          Bytes as a line in base 64.
        b2a_hex($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)
          Bytes as hexadecimal digits; sep stands after each bytes_per_sep bytes, counted from the right,
          or from the left where the number is negative.
        b2a_qp($module, /, data, quotetabs=False, istext=True, header=False)
          Bytes as quoted-printable text.
          Tabs and blanks are quoted if asked for, line feeds where data is no text, and in headers
          a blank becomes _.
        b2a_uu($module, data, /, *, backtick=False)
          Bytes as a uuencoded line; zeros as ` if asked for.
        crc32($module, data, crc=0, /)
          The CRC-32 of data, that of data before it being crc.
        crc_hqx($module, data, crc, /)
          The CRC-CCITT of data, that of data before it being crc.
        hexlify($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)
          Bytes as hexadecimal digits; sep stands after each bytes_per_sep bytes, counted from the right,
          or from the left where the number is negative.
        unhexlify($module, hexstr, /)
          The bytes that pairs of hexadecimal digits stand for.
        """#
    }
}
