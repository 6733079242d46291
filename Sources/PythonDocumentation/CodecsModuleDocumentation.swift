/// What functions and types of `_codecs` tell of themselves.
extension NativeDocumentation {
    static var nativeCodecsRows: StaticString {
        #"""
        ascii_decode($module, data, errors=None, /)
        ascii_encode($module, str, errors=None, /)
        charmap_build($module, map, /)
        charmap_decode($module, data, errors=None, mapping=None, /)
        charmap_encode($module, str, errors=None, mapping=None, /)
        decode($module, /, obj, encoding='utf-8', errors='strict')
          What an object decodes to, as text if no other encoding is told.
        encode($module, /, obj, encoding='utf-8', errors='strict')
          What an object encodes to, in UTF-8 if no other encoding is told.
        escape_decode($module, data, errors=None, /)
        escape_encode($module, data, errors=None, /)
        latin_1_decode($module, data, errors=None, /)
        latin_1_encode($module, str, errors=None, /)
        lookup($module, encoding, /)
          The codec of a name.
        lookup_error($module, name, /)
          The function that handles errors by a name.
        raw_unicode_escape_decode($module, data, errors=None, final=True, /)
        raw_unicode_escape_encode($module, str, errors=None, /)
        readbuffer_encode($module, data, errors=None, /)
        register($module, search_function, /)
          Add a function that finds codecs.
        register_error($module, errors, handler, /)
          Set the function that handles errors by a name.
        unicode_escape_decode($module, data, errors=None, final=True, /)
        unicode_escape_encode($module, str, errors=None, /)
        unregister($module, search_function, /)
          Remove a function that finds codecs.
        utf_16_be_decode($module, data, errors=None, final=False, /)
        utf_16_be_encode($module, str, errors=None, /)
        utf_16_decode($module, data, errors=None, final=False, /)
        utf_16_encode($module, str, errors=None, byteorder=0, /)
        utf_16_ex_decode($module, data, errors=None, byteorder=0, final=False,
        +                 /)
        utf_16_le_decode($module, data, errors=None, final=False, /)
        utf_16_le_encode($module, str, errors=None, /)
        utf_32_be_decode($module, data, errors=None, final=False, /)
        utf_32_be_encode($module, str, errors=None, /)
        utf_32_decode($module, data, errors=None, final=False, /)
        utf_32_encode($module, str, errors=None, byteorder=0, /)
        utf_32_ex_decode($module, data, errors=None, byteorder=0, final=False,
        +                 /)
        utf_32_le_decode($module, data, errors=None, final=False, /)
        utf_32_le_encode($module, str, errors=None, /)
        utf_7_decode($module, data, errors=None, final=False, /)
        utf_7_encode($module, str, errors=None, /)
        utf_8_decode($module, data, errors=None, final=False, /)
        utf_8_encode($module, str, errors=None, /)
        """#
    }
}
