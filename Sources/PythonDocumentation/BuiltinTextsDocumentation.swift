/// What texts, bytes and views of memory tell of themselves.
extension NativeDocumentation {
    static var builtinTextsRows: StaticString {
        #"""
        bytearray
          bytearray(), bytearray(count), bytearray(iterable_of_ints), bytearray(bytes_or_buffer)
          or bytearray(string, encoding[, errors]): bytes to change.
        bytearray.__alloc__
          How many bytes are reserved.
        bytearray.__reduce__($self, /)
          What pickle and copy need to make an equal object.
        bytearray.__reduce_ex__($self, proto=0, /)
          What pickle needs to make an equal object, for a protocol.
        bytearray.__sizeof__($self, /)
          The size of the object in memory, in bytes.
        bytearray.append($self, item, /)
          Add a byte at the end.
        bytearray.capitalize
          The bytes with the first letter in upper case and the rest in lower case.
        bytearray.center($self, width, fillchar=b' ', /)
          The bytes in the middle of a given width, filled up on both sides.
        bytearray.clear($self, /)
          Remove all bytes.
        bytearray.copy($self, /)
          A copy.
        bytearray.count
          count(part[, start[, end]]): how often a part occurs, without overlaps.
        bytearray.decode($self, /, encoding='utf-8', errors='strict')
          The text that the bytes spell in an encoding.
        bytearray.endswith
          endswith(suffix[, start[, end]]): whether the end is a suffix, or one of a tuple of
          them.
        bytearray.expandtabs($self, /, tabsize=8)
          The bytes with tabs replaced by blanks up to the next stop.
        bytearray.extend($self, iterable_of_ints, /)
          Add the bytes of an iterable of integers or of a buffer at the end.
        bytearray.find
          find(part[, start[, end]]): the lowest index of a part, -1 if there is none.
        bytearray.fromhex($type, string, /)
          The bytes that digits in base 16 spell.
        bytearray.hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)
          The bytes in base 16, with a separator between groups if one is given.
        bytearray.index
          index(part[, start[, end]]): the lowest index of a part; ValueError if there is none.
        bytearray.insert($self, index, item, /)
          Put a byte before an index.
        bytearray.isalnum
          Whether all bytes are letters or digits and there is one.
        bytearray.isalpha
          Whether all bytes are letters and there is one.
        bytearray.isascii
          Whether all bytes are ASCII.
        bytearray.isdigit
          Whether all bytes are digits and there is one.
        bytearray.islower
          Whether all letters are in lower case and there is one.
        bytearray.isspace
          Whether all bytes are white space and there is one.
        bytearray.istitle
          Whether each word begins in upper case and goes on in lower case.
        bytearray.isupper
          Whether all letters are in upper case and there is one.
        bytearray.join($self, iterable_of_bytes, /)
          The items of an iterable, one after the other, with this between them.
        bytearray.ljust($self, width, fillchar=b' ', /)
          The bytes at the left of a given width, filled up.
        bytearray.lower
          The bytes in lower case.
        bytearray.lstrip($self, bytes=None, /)
          The bytes without white space, or the given bytes, at the start.
        bytearray.maketrans
          A table for translate that takes each byte of the first argument to the one of the
          second.
        bytearray.partition($self, sep, /)
          What lies before the first separator, the separator, and what lies after it.
        bytearray.pop($self, index=-1, /)
          Remove the byte at an index, the last one by default, and give it.
        bytearray.remove($self, value, /)
          Remove the first byte of a value; ValueError if there is none.
        bytearray.removeprefix($self, prefix, /)
          The bytes without a prefix, if it is there.
        bytearray.removesuffix($self, suffix, /)
          The bytes without a suffix, if it is there.
        bytearray.replace($self, old, new, count=-1, /)
          The bytes with a part replaced by another, at most count times unless that is -1.
        bytearray.reverse($self, /)
          Turn the order of the bytes round.
        bytearray.rfind
          rfind(part[, start[, end]]): the highest index of a part, -1 if there is none.
        bytearray.rindex
          rindex(part[, start[, end]]): the highest index of a part; ValueError if there is none.
        bytearray.rjust($self, width, fillchar=b' ', /)
          The bytes at the right of a given width, filled up.
        bytearray.rpartition($self, sep, /)
          What lies before the last separator, the separator, and what lies after it.
        bytearray.rsplit($self, /, sep=None, maxsplit=-1)
          The parts between separators, or between white space, split from the end if maxsplit
          limits it.
        bytearray.rstrip($self, bytes=None, /)
          The bytes without white space, or the given bytes, at the end.
        bytearray.split($self, /, sep=None, maxsplit=-1)
          The parts between separators, or between white space, at most maxsplit + 1 of them
          unless it is -1.
        bytearray.splitlines($self, /, keepends=False)
          The lines, without their ends unless keepends is true.
        bytearray.startswith
          startswith(prefix[, start[, end]]): whether the start is a prefix, or one of a tuple of
          them.
        bytearray.strip($self, bytes=None, /)
          The bytes without white space, or the given bytes, at both ends.
        bytearray.swapcase
          The bytes with upper and lower case exchanged.
        bytearray.title
          The bytes with each word beginning in upper case.
        bytearray.translate($self, table, /, delete=b'')
          The bytes with each byte replaced as a table says, without those to delete.
        bytearray.upper
          The bytes in upper case.
        bytearray.zfill($self, width, /)
          The bytes filled up with zeros on the left, after a sign.
        bytes
          bytes(), bytes(count), bytes(iterable_of_ints), bytes(bytes_or_buffer) or bytes(string,
          encoding[, errors]): bytes that don't change.
        bytes.__bytes__($self, /)
          The object as exact bytes.
        bytes.capitalize
          The bytes with the first letter in upper case and the rest in lower case.
        bytes.center($self, width, fillchar=b' ', /)
          The bytes in the middle of a given width, filled up on both sides.
        bytes.count
          count(part[, start[, end]]): how often a part occurs, without overlaps.
        bytes.decode($self, /, encoding='utf-8', errors='strict')
          The text that the bytes spell in an encoding.
        bytes.endswith
          endswith(suffix[, start[, end]]): whether the end is a suffix, or one of a tuple of
          them.
        bytes.expandtabs($self, /, tabsize=8)
          The bytes with tabs replaced by blanks up to the next stop.
        bytes.find
          find(part[, start[, end]]): the lowest index of a part, -1 if there is none.
        bytes.fromhex($type, string, /)
          The bytes that digits in base 16 spell.
        bytes.hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)
          The bytes in base 16, with a separator between groups if one is given.
        bytes.index
          index(part[, start[, end]]): the lowest index of a part; ValueError if there is none.
        bytes.isalnum
          Whether all bytes are letters or digits and there is one.
        bytes.isalpha
          Whether all bytes are letters and there is one.
        bytes.isascii
          Whether all bytes are ASCII.
        bytes.isdigit
          Whether all bytes are digits and there is one.
        bytes.islower
          Whether all letters are in lower case and there is one.
        bytes.isspace
          Whether all bytes are white space and there is one.
        bytes.istitle
          Whether each word begins in upper case and goes on in lower case.
        bytes.isupper
          Whether all letters are in upper case and there is one.
        bytes.join($self, iterable_of_bytes, /)
          The items of an iterable, one after the other, with this between them.
        bytes.ljust($self, width, fillchar=b' ', /)
          The bytes at the left of a given width, filled up.
        bytes.lower
          The bytes in lower case.
        bytes.lstrip($self, bytes=None, /)
          The bytes without white space, or the given bytes, at the start.
        bytes.maketrans
          A table for translate that takes each byte of the first argument to the one of the
          second.
        bytes.partition($self, sep, /)
          What lies before the first separator, the separator, and what lies after it.
        bytes.removeprefix($self, prefix, /)
          The bytes without a prefix, if it is there.
        bytes.removesuffix($self, suffix, /)
          The bytes without a suffix, if it is there.
        bytes.replace($self, old, new, count=-1, /)
          The bytes with a part replaced by another, at most count times unless that is -1.
        bytes.rfind
          rfind(part[, start[, end]]): the highest index of a part, -1 if there is none.
        bytes.rindex
          rindex(part[, start[, end]]): the highest index of a part; ValueError if there is none.
        bytes.rjust($self, width, fillchar=b' ', /)
          The bytes at the right of a given width, filled up.
        bytes.rpartition($self, sep, /)
          What lies before the last separator, the separator, and what lies after it.
        bytes.rsplit($self, /, sep=None, maxsplit=-1)
          The parts between separators, or between white space, split from the end if maxsplit
          limits it.
        bytes.rstrip($self, bytes=None, /)
          The bytes without white space, or the given bytes, at the end.
        bytes.split($self, /, sep=None, maxsplit=-1)
          The parts between separators, or between white space, at most maxsplit + 1 of them
          unless it is -1.
        bytes.splitlines($self, /, keepends=False)
          The lines, without their ends unless keepends is true.
        bytes.startswith
          startswith(prefix[, start[, end]]): whether the start is a prefix, or one of a tuple of
          them.
        bytes.strip($self, bytes=None, /)
          The bytes without white space, or the given bytes, at both ends.
        bytes.swapcase
          The bytes with upper and lower case exchanged.
        bytes.title
          The bytes with each word beginning in upper case.
        bytes.translate($self, table, /, delete=b'')
          The bytes with each byte replaced as a table says, without those to delete.
        bytes.upper
          The bytes in upper case.
        bytes.zfill($self, width, /)
          The bytes filled up with zeros on the left, after a sign.
        memoryview(object)
          memoryview(object): the memory of an object with a buffer.
        memoryview.c_contiguous
          Whether the memory is contiguous in C's order.
        memoryview.cast($self, /, format, shape=<unrepresentable>)
          A view of the same memory with another format or shape.
        memoryview.contiguous
          Whether the memory is contiguous.
        memoryview.f_contiguous
          Whether the memory is contiguous in Fortran's order.
        memoryview.format
          The format of an item, as struct writes it.
        memoryview.hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)
          The bytes in base 16, with a separator between groups if one is given.
        memoryview.itemsize
          The size of an item in bytes.
        memoryview.nbytes
          How many bytes the items need one after the other.
        memoryview.ndim
          How many dimensions there are.
        memoryview.obj
          The object whose memory this is.
        memoryview.readonly
          Whether the memory can't be changed.
        memoryview.release($self, /)
          Let go of the object's memory.
        memoryview.shape
          How many items each dimension has.
        memoryview.strides
          How many bytes lie between items, for each dimension.
        memoryview.suboffsets
          Used for arrays of pointers, as some image libraries have them.
        memoryview.tobytes($self, /, order='C')
          The memory as bytes.
        memoryview.tolist($self, /)
          The items as a list, of lists when there are dimensions.
        memoryview.toreadonly($self, /)
          A view of the same memory that can't change it.
        str
          str(object='') or str(bytes_or_buffer[, encoding[, errors]]): a text.
        str.__format__($self, format_spec, /)
          The object as text, in a given format.
        str.__sizeof__($self, /)
          The size of the object in memory, in bytes.
        str.capitalize($self, /)
          The text with the first letter in upper case and the rest in lower case.
        str.casefold($self, /)
          The text in a form for comparisons that ignore case.
        str.center($self, width, fillchar=' ', /)
          The text in the middle of a given width, filled up on both sides.
        str.count
          count(part[, start[, end]]): how often a part occurs, without overlaps.
        str.encode($self, /, encoding='utf-8', errors='strict')
          The text as bytes in an encoding.
        str.endswith
          endswith(suffix[, start[, end]]): whether the end is a suffix, or one of a tuple of
          them.
        str.expandtabs($self, /, tabsize=8)
          The text with tabs replaced by blanks up to the next stop.
        str.find
          find(part[, start[, end]]): the lowest index of a part, -1 if there is none.
        str.format
          format(*args, **kwargs): the text with its {fields} replaced.
        str.format_map
          format_map(mapping): the text with its {fields} replaced from a mapping.
        str.index
          index(part[, start[, end]]): the lowest index of a part; ValueError if there is none.
        str.isalnum($self, /)
          Whether all characters are letters or digits and there is one.
        str.isalpha($self, /)
          Whether all characters are letters and there is one.
        str.isascii($self, /)
          Whether all characters are ASCII.
        str.isdecimal($self, /)
          Whether all characters are decimal digits and there is one.
        str.isdigit($self, /)
          Whether all characters are digits and there is one.
        str.isidentifier($self, /)
          Whether the text could be a name in a program.
        str.islower($self, /)
          Whether all letters are in lower case and there is one.
        str.isnumeric($self, /)
          Whether all characters stand for numbers and there is one.
        str.isprintable($self, /)
          Whether repr would show all characters as they are.
        str.isspace($self, /)
          Whether all characters are white space and there is one.
        str.istitle($self, /)
          Whether each word begins in upper case and goes on in lower case.
        str.isupper($self, /)
          Whether all letters are in upper case and there is one.
        str.join($self, iterable, /)
          The strings of an iterable, one after the other, with this one between them.
        str.ljust($self, width, fillchar=' ', /)
          The text at the left of a given width, filled up.
        str.lower($self, /)
          The text in lower case.
        str.lstrip($self, chars=None, /)
          The text without white space, or the given characters, at the start.
        str.maketrans
          A table for translate: from a dict, or from characters to the ones in the same places,
          and to None.
        str.partition($self, sep, /)
          What lies before the first separator, the separator, and what lies after it.
        str.removeprefix($self, prefix, /)
          The text without a prefix, if it is there.
        str.removesuffix($self, suffix, /)
          The text without a suffix, if it is there.
        str.replace($self, old, new, count=-1, /)
          The text with a part replaced by another, at most count times unless that is -1.
        str.rfind
          rfind(part[, start[, end]]): the highest index of a part, -1 if there is none.
        str.rindex
          rindex(part[, start[, end]]): the highest index of a part; ValueError if there is none.
        str.rjust($self, width, fillchar=' ', /)
          The text at the right of a given width, filled up.
        str.rpartition($self, sep, /)
          What lies before the last separator, the separator, and what lies after it.
        str.rsplit($self, /, sep=None, maxsplit=-1)
          The parts between separators, or between white space, split from the end if maxsplit
          limits it.
        str.rstrip($self, chars=None, /)
          The text without white space, or the given characters, at the end.
        str.split($self, /, sep=None, maxsplit=-1)
          The parts between separators, or between white space, at most maxsplit + 1 of them
          unless it is -1.
        str.splitlines($self, /, keepends=False)
          The lines, without their ends unless keepends is true.
        str.startswith
          startswith(prefix[, start[, end]]): whether the start is a prefix, or one of a tuple of
          them.
        str.strip($self, chars=None, /)
          The text without white space, or the given characters, at both ends.
        str.swapcase($self, /)
          The text with upper and lower case exchanged.
        str.title($self, /)
          The text with each word beginning in upper case.
        str.translate($self, table, /)
          The text with each character replaced by what a table says: a code point, a string, or
          None to drop it.
        str.upper($self, /)
          The text in upper case.
        str.zfill($self, width, /)
          The text filled up with zeros on the left, after a sign.
        """#
    }
}
