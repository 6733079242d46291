/// What types of the modules without a table of their own tell of themselves; no two have the same name.
extension NativeDocumentation {
    static var smallModulesRows: StaticString {
        #"""
        Array
          An array of C, with a length that the class gives.
        CField
          A field of a structure or union.
        CFuncPtr
          A function of C, as a pointer to call it by.
        CThunkObject
          A function of Python that C can call.
        Dialect
          How values are set apart and quoted in a table.
        Empty
          There was no item in the queue, or none in time.
        Match
          Where a pattern was found in a text.
        Pattern
          A compiled regular expression.
        PyCArrayType
          The metaclass of arrays.
        PyCFuncPtrType
          The metaclass of pointers to functions.
        PyCPointerType
          The metaclass of pointers.
        PyCSimpleType
          The metaclass of the plain data types.
        PyCStructType
          The metaclass of structures.
        Random
          A generator of random numbers, seeded with an int or from the system.
        SimpleQueue
          A queue without a limit, first in, first out.
        Structure
          A structure of C, whose fields the class gives.
        Union
          A union of C, whose fields the class gives.
        UnionType
          The metaclass of unions.
        _CData
          The base of all data types.
        _Pointer
          A pointer of C, to a type that the class gives.
        _SimpleCData
          A plain value of C: a number, a character or an address.
        array
          An array of numbers or characters of one C type, which a letter names.
        blake2b
          A hash by BLAKE2b.
        blake2s
          A hash by BLAKE2s.
        epoll
          Files to wait for by epoll, the call of Linux.
        reader
          The rows of a table, each a list of texts.
        sha3_224
          A hash by SHA3-224.
        sha3_256
          A hash by SHA3-256.
        sha3_384
          A hash by SHA3-384.
        sha3_512
          A hash by SHA3-512.
        shake_128
          A hash by SHAKE128, of any length.
        shake_256
          A hash by SHAKE256, of any length.
        socket
          One end of a connection, or what takes connections: by its family, type and protocol.
        struct_group
          A group of users: its name, password, number and members.
        struct_passwd
          A user: name, password, numbers, folder and shell.
        struct_rusage
          What a process used of the system: time, memory and more.
        writer
          Writes rows as a table of separated values.
        """#
    }
}
