import Glibc

/// `OSError` and its subclasses, one of which is made for each common error number.
extension Interpreter {
    static func osErrorSpecs() -> [TypeSpec] {
        [
            osErrorSpec(),
            osErrorSubclass(.blockingIOError, "BlockingIOError"),
            osErrorSubclass(.childProcessError, "ChildProcessError"),
            osErrorSubclass(.connectionError, "ConnectionError"),
            osErrorSubclass(.brokenPipeError, "BrokenPipeError", .connectionError),
            osErrorSubclass(.connectionAbortedError, "ConnectionAbortedError", .connectionError),
            osErrorSubclass(.connectionRefusedError, "ConnectionRefusedError", .connectionError),
            osErrorSubclass(.connectionResetError, "ConnectionResetError", .connectionError),
            osErrorSubclass(.fileExistsError, "FileExistsError"),
            osErrorSubclass(.fileNotFoundError, "FileNotFoundError"),
            osErrorSubclass(.interruptedError, "InterruptedError"),
            osErrorSubclass(.isADirectoryError, "IsADirectoryError"),
            osErrorSubclass(.notADirectoryError, "NotADirectoryError"),
            osErrorSubclass(.permissionError, "PermissionError"),
            osErrorSubclass(.processLookupError, "ProcessLookupError"),
            osErrorSubclass(.timeoutError, "TimeoutError"),
        ]
    }

    private static func osErrorSubclass(
        _ builtin: BuiltinType, _ name: StaticString, _ base: BuiltinType = .osError
    ) -> TypeSpec {
        exceptionSpec(builtin, name, base, size: 112) { block in
            block.pointee.type.tp_init = initializeOSError
        }
    }

    private static func osErrorSpec() -> TypeSpec {
        exceptionSpec(
            .osError, "OSError", .exception, size: 112,
            methods: [
                MethodSpec("__reduce__", .noArguments) { raw, _, _, _ in
                    slotResult { () throws(Raised) in
                        guard let raw else { throw Raised() }
                        return try Ref(raw).interpreter.reduceOSError(Ref(raw))
                    }
                }
            ],
            members: [
                MemberSpec("errno", .object, offset: 72, isReadOnly: false),
                MemberSpec("strerror", .object, offset: 80, isReadOnly: false),
                MemberSpec("filename", .object, offset: 88, isReadOnly: false),
                MemberSpec("filename2", .object, offset: 96, isReadOnly: false),
            ],
            getSets: [
                GetSetSpec(
                    "characters_written",
                    { raw, _ in
                        slotResult { () throws(Raised) in
                            try Ref(raw).interpreter.written(Ref(raw))
                        }
                    },
                    { raw, value, _ in
                        slotStatus { () throws(Raised) in
                            try Ref(raw).interpreter.setWritten(Ref(raw), value.map { Ref($0) })
                            return 0
                        }
                    })
            ]
        ) { block in
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Ref(arguments).interpreter.newOSError(
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments),
                        keywords.map { Ref($0) })
                }
            }
            block.pointee.type.tp_init = initializeOSError
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in try Ref(raw).interpreter.osErrorText(Ref(raw)) }
            }
        }
    }

    /// `__new__` has done the work, except for a subclass with its own `__init__` only.
    private static var initializeOSError: InitSlot {
        { raw, arguments, keywords in
            slotStatus { () throws(Raised) in
                let interpreter = Ref(raw).interpreter
                let type = Ref(raw).type
                guard interpreter.initializesInInit(type) else { return 0 }
                if let keywords, Ref(keywords).dictCount > 0 {
                    throw interpreter.raise(
                        .typeError, "\(interpreter.typeName(type))() takes no keyword arguments")
                }
                try interpreter.fillOSError(Ref(raw), Ref(arguments))
                return 0
            }
        }
    }

    /// Whether a type overrides `__init__` but not `__new__` (`oserror_use_init`).
    private func initializesInInit(_ type: TypePointer) -> Bool {
        let base = self.type(.osError)
        return !sameSlot(type.pointee.tp_init, base.pointee.tp_init)
            && sameSlot(type.pointee.tp_new, base.pointee.tp_new)
    }

    private func newOSError(
        _ type: TypePointer, _ arguments: Ref, _ keywords: Ref?
    ) throws(Raised) -> Owned {
        var type = type
        let usesInit = initializesInInit(type)
        if !usesInit, let keywords, keywords.dictCount > 0 {
            throw raise(.typeError, "\(typeName(type))() takes no keyword arguments")
        }
        let count = arguments.itemCount
        if !usesInit, type == self.type(.osError), (2...5).contains(count),
            let number = arguments.tupleItem(0).isInt ? arguments.tupleItem(0).intValue : nil,
            let special = osErrorType(forNumber: Int32(truncatingIfNeeded: number))
        {
            type = self.type(special)
        }
        let exception = try allocateException(type, usesInit ? emptyTuple : arguments)
        exception.ref.fields(PyOSErrorObject.self).pointee.written = -1
        if !usesInit { try fillOSError(exception.ref, arguments) }
        return exception
    }

    /// Sets the fields from `errno, strerror, filename, winerror, filename2`.
    private func fillOSError(_ exception: Ref, _ arguments: Ref) throws(Raised) {
        let fields = exception.fields(PyOSErrorObject.self)
        let count = arguments.itemCount
        guard (2...5).contains(count) else {
            setField(&exception.exception.pointee.args, arguments)
            return
        }
        setField(&fields.pointee.myerrno, arguments.tupleItem(0))
        setField(&fields.pointee.strerror, arguments.tupleItem(1))
        guard count > 2, !arguments.tupleItem(2).isNone else {
            setField(&exception.exception.pointee.args, arguments)
            return
        }
        let isBlocking = isInstance(exception, .blockingIOError)
        if isBlocking, arguments.tupleItem(2).isInt {
            fields.pointee.written = try indexValue(arguments.tupleItem(2), overflow: .valueError)
            setField(&exception.exception.pointee.args, arguments)
            return
        }
        setField(&fields.pointee.filename, arguments.tupleItem(2))
        if count == 5 { setField(&fields.pointee.filename2, arguments.tupleItem(4)) }
        // The file names aren't among `args`, for old programs' sake.
        let short = try makeTuple([arguments.tupleItem(0), arguments.tupleItem(1)])
        setField(&exception.exception.pointee.args, short.ref)
    }

    private func osErrorText(_ exception: Ref) throws(Raised) -> Owned {
        let fields = exception.fields(PyOSErrorObject.self)
        let number = fields.pointee.myerrno.map { Ref($0) } ?? none
        let message = fields.pointee.strerror.map { Ref($0) } ?? none
        if let filename = fields.pointee.filename {
            var text = "[Errno \(try str(number).text)] \(try str(message).text): "
            text += try repr(Ref(filename)).text
            if let second = fields.pointee.filename2 {
                text += " -> \(try repr(Ref(second)).text)"
            }
            return try makeString(text)
        }
        if fields.pointee.myerrno != nil, fields.pointee.strerror != nil {
            return try makeString(
                "[Errno \(try str(number).text)] \(try str(message).text)")
        }
        return try exceptionText(exception)
    }

    private func reduceOSError(_ exception: Ref) throws(Raised) -> Owned {
        let fields = exception.fields(PyOSErrorObject.self)
        var arguments = exceptionArguments(exception).owned()
        if arguments.ref.itemCount == 2, let filename = fields.pointee.filename {
            let first = arguments.ref.tupleItem(0)
            let second = arguments.ref.tupleItem(1)
            if let other = fields.pointee.filename2 {
                arguments = try makeTuple([first, second, Ref(filename), none, Ref(other)])
            } else {
                arguments = try makeTuple([first, second, Ref(filename)])
            }
        }
        let type = Ref(RawObject(exception.type))
        guard let dict = exception.exception.pointee.dict else {
            return try makeTuple([type, arguments.ref])
        }
        return try makeTuple([type, arguments.ref, Ref(dict)])
    }

    private func written(_ exception: Ref) throws(Raised) -> Owned {
        let written = exception.fields(PyOSErrorObject.self).pointee.written
        guard written != -1 else { throw raise(.attributeError, "characters_written") }
        return try makeInt(written)
    }

    private func setWritten(_ exception: Ref, _ value: Ref?) throws(Raised) {
        let fields = exception.fields(PyOSErrorObject.self)
        guard let value else {
            if fields.pointee.written == -1 { throw raise(.attributeError, "characters_written") }
            fields.pointee.written = -1
            return
        }
        fields.pointee.written = try indexValue(value, overflow: .valueError)
    }

    /// The subclass that stands for an error number (`ADD_ERRNO`).
    private func osErrorType(forNumber number: Int32) -> BuiltinType? {
        switch number {
        case EAGAIN, EALREADY, EINPROGRESS: .blockingIOError
        case EPIPE, ESHUTDOWN: .brokenPipeError
        case ECHILD: .childProcessError
        case ECONNABORTED: .connectionAbortedError
        case ECONNREFUSED: .connectionRefusedError
        case ECONNRESET: .connectionResetError
        case EEXIST: .fileExistsError
        case ENOENT: .fileNotFoundError
        case EISDIR: .isADirectoryError
        case ENOTDIR: .notADirectoryError
        case EINTR: .interruptedError
        case EACCES, EPERM: .permissionError
        case ESRCH: .processLookupError
        case ETIMEDOUT: .timeoutError
        default: nil
        }
    }
}
