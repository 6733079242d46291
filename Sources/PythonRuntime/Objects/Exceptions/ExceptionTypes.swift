/// The table of built-in exceptions (`Objects/exceptions.c`): name, base, size, what sets it apart.
extension Interpreter {
    static func exceptionSpecs() -> [TypeSpec] {
        [baseExceptionSpec()] + coreExceptionSpecs() + simpleExceptionSpecs() + osErrorSpecs()
            + warningSpecs() + unicodeErrorSpecs()
    }

    /// An exception that only has a name of its own.
    static func simpleException(
        _ builtin: BuiltinType, _ name: StaticString, _ base: BuiltinType = .exception,
        size: Int = 72
    ) -> TypeSpec {
        exceptionSpec(builtin, name, base, size: size) { block in
            block.pointee.type.tp_new = newBaseException
            block.pointee.type.tp_init = initializeBaseException
        }
    }

    /// What all exception types have, then what one of them adds.
    static func exceptionSpec(
        _ builtin: BuiltinType, _ name: StaticString, _ base: BuiltinType, size: Int = 72,
        methods: [MethodSpec] = [], members: [MemberSpec] = [], getSets: [GetSetSpec] = [],
        slots: @escaping (UnsafeMutablePointer<StaticTypeBlock>) -> Void
    ) -> TypeSpec {
        TypeSpec(
            builtin: builtin, name: name, base: base, basicSize: size,
            flags: TypeFlags.haveGC | TypeFlags.baseType | TypeFlags.exceptionSubclass,
            methods: methods, getSets: getSets, members: members
        ) { block in
            block.pointee.type.tp_dictoffset = 16
            block.pointee.type.tp_dealloc = { Ref($0).interpreter.deallocateException(Ref($0)) }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Ref(raw).interpreter.traverseException(Ref(raw), visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                Ref(raw).interpreter.clearFields(ofException: Ref(raw))
                return 0
            }
            slots(block)
        }
    }

    private static func coreExceptionSpecs() -> [TypeSpec] {
        [
            simpleException(.exception, "Exception", .baseException),
            simpleException(.generatorExit, "GeneratorExit", .baseException),
            simpleException(.keyboardInterrupt, "KeyboardInterrupt", .baseException),
            systemExitSpec(),
            stopIterationSpec(),
            nameErrorSpec(),
            simpleUnboundLocalError(),
            attributeErrorSpec(),
            importErrorSpec(),
            moduleNotFoundErrorSpec(),
            simpleException(.lookupError, "LookupError"),
            simpleException(.indexError, "IndexError", .lookupError),
            keyErrorSpec(),
            syntaxErrorSpec(),
            syntaxErrorSubclass(.indentationError, "IndentationError", .syntaxError),
            syntaxErrorSubclass(.tabError, "TabError", .indentationError),
            exceptionGroupSpec(),
        ]
    }

    private static func simpleExceptionSpecs() -> [TypeSpec] {
        [
            simpleException(.arithmeticError, "ArithmeticError"),
            simpleException(.floatingPointError, "FloatingPointError", .arithmeticError),
            simpleException(.overflowError, "OverflowError", .arithmeticError),
            simpleException(.zeroDivisionError, "ZeroDivisionError", .arithmeticError),
            simpleException(.assertionError, "AssertionError"),
            simpleException(.bufferError, "BufferError"),
            simpleException(.eofError, "EOFError"),
            memoryErrorSpec(),
            simpleException(.referenceError, "ReferenceError"),
            simpleException(.runtimeError, "RuntimeError"),
            simpleException(.notImplementedError, "NotImplementedError", .runtimeError),
            simpleException(.recursionError, "RecursionError", .runtimeError),
            simpleException(.stopAsyncIteration, "StopAsyncIteration"),
            simpleException(.systemError, "SystemError"),
            simpleException(.typeError, "TypeError"),
            simpleException(.valueError, "ValueError"),
        ]
    }

    /// Instances come from the list of those that are kept, while there are any.
    private static func memoryErrorSpec() -> TypeSpec {
        exceptionSpec(.memoryError, "MemoryError", .exception, size: 72) { block in
            block.pointee.type.tp_new = { type, arguments, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Ref(arguments).interpreter
                    let type = type.assumingMemoryBound(to: PyTypeObject.self)
                    guard type == interpreter.type(.memoryError), interpreter.keepsMemoryErrors
                    else { return try interpreter.allocateException(type, Ref(arguments)) }
                    let error = interpreter.preallocatedMemoryError()
                    interpreter.setField(&error.ref.exception.pointee.args, Ref(arguments))
                    return error
                }
            }
            block.pointee.type.tp_init = initializeBaseException
        }
    }

    private static func warningSpecs() -> [TypeSpec] {
        [
            simpleException(.warning, "Warning"),
            simpleException(.bytesWarning, "BytesWarning", .warning),
            simpleException(.deprecationWarning, "DeprecationWarning", .warning),
            simpleException(.encodingWarning, "EncodingWarning", .warning),
            simpleException(.futureWarning, "FutureWarning", .warning),
            simpleException(.importWarning, "ImportWarning", .warning),
            simpleException(.pendingDeprecationWarning, "PendingDeprecationWarning", .warning),
            simpleException(.resourceWarning, "ResourceWarning", .warning),
            simpleException(.runtimeWarning, "RuntimeWarning", .warning),
            simpleException(.syntaxWarning, "SyntaxWarning", .warning),
            simpleException(.unicodeWarning, "UnicodeWarning", .warning),
            simpleException(.userWarning, "UserWarning", .warning),
        ]
    }

    private static func simpleUnboundLocalError() -> TypeSpec {
        exceptionSpec(.unboundLocalError, "UnboundLocalError", .nameError, size: 80) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                Ref(raw).interpreter.initializeNamed(Ref(raw), arguments, keywords, [.name])
            }
        }
    }

    private static func keyErrorSpec() -> TypeSpec {
        exceptionSpec(.keyError, "KeyError", .lookupError) { block in
            block.pointee.type.tp_init = initializeBaseException
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in
                    let arguments = Ref(raw).interpreter.exceptionArguments(Ref(raw))
                    guard arguments.itemCount == 1 else {
                        return try Ref(raw).interpreter.exceptionText(Ref(raw))
                    }
                    return try Ref(raw).interpreter.repr(arguments.tupleItem(0))
                }
            }
        }
    }

    private static func systemExitSpec() -> TypeSpec {
        exceptionSpec(
            .systemExit, "SystemExit", .baseException, size: 80,
            members: [MemberSpec("code", .object, offset: 72, isReadOnly: false)]
        ) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                let status = Interpreter.initializeBaseException(raw, arguments, keywords)
                if status < 0 { return status }
                let count = Ref(arguments).itemCount
                if count == 0 { return 0 }
                let field = Ref(raw).fields(PySystemExitObject.self)
                Ref(raw).interpreter.setField(
                    &field.pointee.code,
                    count == 1 ? Ref(arguments).tupleItem(0) : Ref(arguments))
                return 0
            }
        }
    }

    private static func stopIterationSpec() -> TypeSpec {
        exceptionSpec(
            .stopIteration, "StopIteration", .exception, size: 80,
            members: [MemberSpec("value", .object, offset: 72, isReadOnly: false)]
        ) { block in
            block.pointee.type.tp_init = { raw, arguments, keywords in
                let status = Interpreter.initializeBaseException(raw, arguments, keywords)
                if status < 0 { return status }
                let interpreter = Ref(raw).interpreter
                let field = Ref(raw).fields(PyStopIterationObject.self)
                interpreter.setField(
                    &field.pointee.value,
                    Ref(arguments).itemCount > 0 ? Ref(arguments).tupleItem(0) : interpreter.none)
                return 0
            }
        }
    }
}
