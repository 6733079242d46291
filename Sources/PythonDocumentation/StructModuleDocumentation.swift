/// What functions and types of `_struct`, `struct` tell of themselves.
extension NativeDocumentation {
    static var nativeStructRows: StaticString {
        #"""
        Struct
          Struct(format): packs and unpacks by a format that is read once.
        Struct.__sizeof__
          The size of the object in memory, in bytes.
        Struct.format
          The format.
        Struct.iter_unpack($self, buffer, /)
          Tuples of values, one for each record in a buffer.
        Struct.pack
          pack(v1, v2, ...): the bytes of values.
        Struct.pack_into
          pack_into(buffer, offset, v1, v2, ...): write the bytes of values into a buffer.
        Struct.size
          How many bytes a record has.
        Struct.unpack($self, buffer, /)
          The values in a buffer, a tuple.
        Struct.unpack_from($self, /, buffer, offset=0)
          The values in a buffer from an offset on, a tuple.
        _clearcache($module, /)
          Forget the formats that were read.
        calcsize($module, format, /)
          How many bytes a record of a format has.
        iter_unpack($module, format, buffer, /)
          Tuples of values, one for each record in a buffer.
        pack
          pack(format, v1, v2, ...): the bytes of values.
        pack_into
          pack_into(format, buffer, offset, v1, v2, ...): write the bytes of values into a buffer.
        unpack($module, format, buffer, /)
          The values in a buffer, a tuple.
        unpack_from($module, format, /, buffer, offset=0)
          The values in a buffer from an offset on, a tuple.
        """#
    }

    static var structRows: StaticString {
        #"""
        error.__weakref__
          The weak references to the object.
        """#
    }
}
