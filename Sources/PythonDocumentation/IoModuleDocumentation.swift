/// What functions and types of `_io`, `io` tell of themselves.
extension NativeDocumentation {
    static var nativeIoRows: StaticString {
        #"""
        BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)
          A buffered stream of one stream to read and one to write.
        BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)
          A buffered stream to read, to write and to move in.
        BufferedRandom.peek($self, size=0, /)
        BufferedRandom.read($self, size=-1, /)
        BufferedRandom.read1($self, size=-1, /)
        BufferedRandom.readinto($self, buffer, /)
        BufferedRandom.readinto1($self, buffer, /)
        BufferedRandom.readline($self, size=-1, /)
        BufferedRandom.seek($self, target, whence=0, /)
        BufferedRandom.truncate($self, pos=None, /)
        BufferedRandom.write($self, buffer, /)
        BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)
          A buffered stream to read.
        BufferedReader.peek($self, size=0, /)
        BufferedReader.read($self, size=-1, /)
        BufferedReader.read1($self, size=-1, /)
        BufferedReader.readinto($self, buffer, /)
        BufferedReader.readinto1($self, buffer, /)
        BufferedReader.readline($self, size=-1, /)
        BufferedReader.seek($self, target, whence=0, /)
        BufferedReader.truncate($self, pos=None, /)
        BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)
          A buffered stream to write.
        BufferedWriter.seek($self, target, whence=0, /)
        BufferedWriter.truncate($self, pos=None, /)
        BufferedWriter.write($self, buffer, /)
        BytesIO(initial_bytes=b'')
          A stream of bytes in memory.
        BytesIO.close($self, /)
          Close the stream.
        BytesIO.closed
          Whether the stream is closed.
        BytesIO.flush($self, /)
          Write out what is kept back.
        BytesIO.getbuffer($self, /)
          A view of the contents that can change them.
        BytesIO.getvalue($self, /)
          All contents.
        BytesIO.isatty($self, /)
          Whether the stream is a terminal.
        BytesIO.read($self, size=-1, /)
          Read so many bytes, all of them if that is negative or None.
        BytesIO.read1($self, size=-1, /)
          Read so many bytes with at most one request to what lies below.
        BytesIO.readable($self, /)
          Whether the stream can be read.
        BytesIO.readinto($self, buffer, /)
          Read into a buffer and tell how many bytes came.
        BytesIO.readline($self, size=-1, /)
          Read a line, or a part of it that is limited.
        BytesIO.readlines($self, size=None, /)
          The lines as a list, up to about so many bytes.
        BytesIO.seek($self, pos, whence=0, /)
          Move to a position: from the start (0), from here (1) or from the end (2).
        BytesIO.seekable($self, /)
          Whether the position can be moved.
        BytesIO.tell($self, /)
          The position.
        BytesIO.truncate($self, size=None, /)
          Cut the contents to a size, the position by default.
        BytesIO.writable($self, /)
          Whether the stream can be written.
        BytesIO.write($self, b, /)
          Write, and tell how much.
        BytesIO.writelines($self, lines, /)
          Write the items of an iterable, one after the other.
        FileIO(file, mode='r', closefd=True, opener=None)
          A file without a buffer.
        FileIO.close($self, /)
          Close the stream.
        FileIO.closed
          Whether the stream is closed.
        FileIO.closefd
          Whether closing the stream closes the file descriptor.
        FileIO.fileno($self, /)
          The file descriptor.
        FileIO.isatty($self, /)
          Whether the stream is a terminal.
        FileIO.mode
          How the file is opened.
        FileIO.read($self, size=-1, /)
          Read so many bytes, all of them if that is negative or None.
        FileIO.readable($self, /)
          Whether the stream can be read.
        FileIO.readall($self, /)
          Read up to the end.
        FileIO.readinto($self, buffer, /)
          Read into a buffer and tell how many bytes came.
        FileIO.seek($self, pos, whence=0, /)
          Move to a position: from the start (0), from here (1) or from the end (2).
        FileIO.seekable($self, /)
          Whether the position can be moved.
        FileIO.tell($self, /)
          The position.
        FileIO.truncate($self, size=None, /)
          Cut the contents to a size, the position by default.
        FileIO.writable($self, /)
          Whether the stream can be written.
        FileIO.write($self, b, /)
          Write, and tell how much.
        IncrementalNewlineDecoder(decoder, translate, errors='strict')
          A decoder that makes all ends of lines the same.
        IncrementalNewlineDecoder.decode($self, /, input, final=False)
        IncrementalNewlineDecoder.getstate($self, /)
        IncrementalNewlineDecoder.reset($self, /)
        IncrementalNewlineDecoder.setstate($self, state, /)
        StringIO(initial_value='', newline='\n')
          A stream of text in memory.
        StringIO.close($self, /)
          Close the stream.
        StringIO.getvalue($self, /)
          All contents.
        StringIO.read($self, size=-1, /)
          Read so many characters, all of them if that is negative or None.
        StringIO.readable($self, /)
          Whether the stream can be read.
        StringIO.readline($self, size=-1, /)
          Read a line, or a part of it that is limited.
        StringIO.seek($self, pos, whence=0, /)
          Move to a position: from the start (0), from here (1) or from the end (2).
        StringIO.seekable($self, /)
          Whether the position can be moved.
        StringIO.tell($self, /)
          The position.
        StringIO.truncate($self, pos=None, /)
          Cut the contents to a size, the position by default.
        StringIO.writable($self, /)
          Whether the stream can be written.
        StringIO.write($self, s, /)
          Write, and tell how much.
        TextIOWrapper(buffer, encoding=None, errors=None, newline=None,
        +              line_buffering=False, write_through=False)
          A stream of text on a buffered stream of bytes.
        TextIOWrapper.close($self, /)
        TextIOWrapper.detach($self, /)
        TextIOWrapper.fileno($self, /)
        TextIOWrapper.flush($self, /)
        TextIOWrapper.isatty($self, /)
        TextIOWrapper.read($self, size=-1, /)
        TextIOWrapper.readable($self, /)
        TextIOWrapper.readline($self, size=-1, /)
        TextIOWrapper.reconfigure($self, /, *, encoding=None, errors=None, newline=None,
        +            line_buffering=None, write_through=None)
          Change encoding, errors, ends of lines or buffering.
        TextIOWrapper.seek($self, cookie, whence=0, /)
        TextIOWrapper.seekable($self, /)
        TextIOWrapper.tell($self, /)
        TextIOWrapper.truncate($self, pos=None, /)
        TextIOWrapper.writable($self, /)
        TextIOWrapper.write($self, text, /)
        _BufferedIOBase
          The base of buffered streams.
        _BufferedIOBase.detach($self, /)
          Give away the stream below; this one is no longer of use.
        _BufferedIOBase.read
          Read so many bytes, all of them if that is negative or None.
        _BufferedIOBase.read1
          Read so many bytes with at most one request to what lies below.
        _BufferedIOBase.readinto($self, buffer, /)
        _BufferedIOBase.readinto1($self, buffer, /)
        _BufferedIOBase.write
          Write, and tell how much.
        _IOBase
          The base of all streams.
        _IOBase.close($self, /)
          Close the stream.
        _IOBase.fileno($self, /)
          The file descriptor.
        _IOBase.flush($self, /)
          Write out what is kept back.
        _IOBase.isatty($self, /)
          Whether the stream is a terminal.
        _IOBase.readable($self, /)
          Whether the stream can be read.
        _IOBase.readline($self, size=-1, /)
          Read a line, or a part of it that is limited.
        _IOBase.readlines($self, hint=-1, /)
          The lines as a list, up to about so many bytes.
        _IOBase.seek
          Move to a position: from the start (0), from here (1) or from the end (2).
        _IOBase.seekable($self, /)
          Whether the position can be moved.
        _IOBase.tell($self, /)
          The position.
        _IOBase.truncate
          Cut the contents to a size, the position by default.
        _IOBase.writable($self, /)
          Whether the stream can be written.
        _IOBase.writelines($self, lines, /)
          Write the items of an iterable, one after the other.
        _RawIOBase
          The base of streams without a buffer.
        _RawIOBase.read($self, size=-1, /)
        _RawIOBase.readall($self, /)
          Read up to the end.
        _TextIOBase
          The base of streams of text.
        _TextIOBase.detach
          Give away the stream below; this one is no longer of use.
        _TextIOBase.encoding
          The encoding of the text.
        _TextIOBase.errors
          How errors of the encoding are handled.
        _TextIOBase.newlines
          The ends of lines met so far.
        _TextIOBase.read
          Read so many characters, all of them if that is negative or None.
        _TextIOBase.readline
          Read a line, or a part of it that is limited.
        _TextIOBase.write
          Write, and tell how much.
        """#
    }

    static var ioRows: StaticString {
        #"""
        UnsupportedOperation.__weakref__
          The weak references to the object.
        open($module, /, file, mode='r', buffering=-1, encoding=None,
        +     errors=None, newline=None, closefd=True, opener=None)
          Open a file and give the stream.
        open_code($module, /, path)
          Open a file of code to read its bytes.
        text_encoding($module, encoding, stacklevel=2, /)
          The encoding that a function should use for what it was told, with a warning for None if
          those are on.
        """#
    }
}
