/// What the exceptions and their attributes tell of themselves.
extension NativeDocumentation {
    static var builtinExceptionsRows: StaticString {
        #"""
        ArithmeticError
          A calculation can't be done.
        AssertionError
          An assert statement failed.
        AttributeError
          An object has no such attribute, or it can't be set.
        AttributeError.name
          The name of the attribute.
        AttributeError.obj
          The object that lacks the attribute.
        BaseException
          The base of all exceptions.
        BaseException.__cause__
          The exception that raise ... from named.
        BaseException.__context__
          The exception that was handled when this one was raised.
        BaseException.add_note
          Add a text that the traceback shows after the exception.
        BaseException.with_traceback
          Set __traceback__ and give the exception itself.
        BaseExceptionGroup
          Several exceptions, of any kind, raised together.
        BaseExceptionGroup.__class_getitem__
          The class with its type parameters, as annotations write it.
        BaseExceptionGroup.exceptions
          The exceptions in the group, a tuple.
        BaseExceptionGroup.message
          What the group says of itself.
        BlockingIOError
          An operation would have to wait on a stream that doesn't wait.
        BrokenPipeError
          Nobody reads at the other end of a pipe or connection.
        BufferError
          An operation isn't possible while a buffer is in use.
        BytesWarning
          Bytes are mixed with text in a suspicious way.
        ChildProcessError
          A child process isn't there.
        ConnectionAbortedError
          The other side gave up a connection.
        ConnectionError
          A connection failed.
        ConnectionRefusedError
          The other side doesn't take a connection.
        ConnectionResetError
          The other side closed a connection with force.
        DeprecationWarning
          A feature should no longer be used in code.
        EOFError
          Input ended where there should be more.
        EncodingWarning
          A file is opened with the locale's encoding by default.
        Exception
          The base of the exceptions that programs are meant to catch.
        ExceptionGroup.__weakref__
          The weak references to the object.
        FileExistsError
          The file is there already.
        FileNotFoundError
          There is no such file.
        FloatingPointError
          A calculation with floating-point numbers failed.
        FutureWarning
          A feature will change its meaning for users.
        GeneratorExit
          A generator is asked to end.
        ImportError
          A module, or a name in it, can't be imported.
        ImportError.msg
          What the exception says.
        ImportError.name
          The name of the module.
        ImportError.path
          Where the module was found.
        ImportWarning
          Something in an import is probably wrong.
        IndentationError
          Code isn't indented as it should be.
        IndexError
          A sequence has no item at that index.
        InterruptedError
          A signal interrupted an operation.
        IsADirectoryError
          A file was needed where there is a directory.
        KeyError
          A mapping has no such key.
        KeyboardInterrupt
          The user interrupted the program.
        LookupError
          There is no such key or index.
        MemoryError
          No memory is left.
        ModuleNotFoundError
          There is no such module.
        NameError
          No variable has that name.
        NameError.name
          The name that isn't known.
        NotADirectoryError
          A directory was needed where there is something else.
        NotImplementedError
          A method has to be defined by a derived class.
        OSError
          The operating system reported an error.
        OSError.errno
          The system's number of the error.
        OSError.filename
          The file that the error is about.
        OSError.filename2
          The second file that the error is about.
        OSError.strerror
          The system's words for the error.
        OverflowError
          A result is too large.
        PendingDeprecationWarning
          A feature will be deprecated some day.
        PermissionError
          The operation isn't allowed.
        ProcessLookupError
          There is no such process.
        RecursionError
          Calls are nested too deeply.
        ReferenceError
          A weak proxy's object is gone.
        ResourceWarning
          Something was left open.
        RuntimeError
          An error that fits no other class.
        RuntimeWarning
          Something suspicious happened while the program ran.
        StopAsyncIteration
          An asynchronous iterator has no more items.
        StopIteration
          An iterator has no more items.
        StopIteration.value
          What the generator returned.
        SyntaxError
          The source can't be parsed.
        SyntaxError.end_lineno
          The number of the last line.
        SyntaxError.end_offset
          The column where the error ends.
        SyntaxError.filename
          The file of the source.
        SyntaxError.lineno
          The number of the line.
        SyntaxError.msg
          What is wrong.
        SyntaxError.offset
          The column where the error begins.
        SyntaxError.print_file_and_line
          Whether to print the file and the line.
        SyntaxError.text
          The line of source.
        SyntaxWarning
          Source that is allowed but suspicious.
        SystemError
          The interpreter found itself at fault.
        SystemExit
          The program asks to end.
        SystemExit.code
          The exit status, or what to print.
        TabError
          Tabs and blanks are mixed in indentation.
        TimeoutError
          Time ran out.
        TypeError
          An object has the wrong type.
        UnboundLocalError
          A local variable has no value yet.
        UnicodeDecodeError
          Bytes can't be decoded.
        UnicodeDecodeError.encoding
          The encoding's name.
        UnicodeDecodeError.end
          Where the faulty part ends.
        UnicodeDecodeError.object
          What was to be converted.
        UnicodeDecodeError.reason
          Why that failed.
        UnicodeDecodeError.start
          Where the faulty part begins.
        UnicodeEncodeError
          Text can't be encoded.
        UnicodeEncodeError.encoding
          The encoding's name.
        UnicodeEncodeError.end
          Where the faulty part ends.
        UnicodeEncodeError.object
          What was to be converted.
        UnicodeEncodeError.reason
          Why that failed.
        UnicodeEncodeError.start
          Where the faulty part begins.
        UnicodeError
          Encoding or decoding failed.
        UnicodeTranslateError
          Text can't be translated.
        UnicodeTranslateError.encoding
          The encoding's name.
        UnicodeTranslateError.end
          Where the faulty part ends.
        UnicodeTranslateError.object
          What was to be converted.
        UnicodeTranslateError.reason
          Why that failed.
        UnicodeTranslateError.start
          Where the faulty part begins.
        UnicodeWarning
          Something about Unicode is suspicious.
        UserWarning
          A warning of the program's own.
        ValueError
          A value isn't one that is possible here.
        Warning
          The base of all warnings.
        ZeroDivisionError
          Something was divided by zero.
        """#
    }
}
