import HeapTrace

/// What an object is, as far as a picture of it differs.
extension Interpreter {
    func kind(of object: Ref) -> ObjectKind {
        guard let builtin = builtin(of: object.type) else { return derivedKind(of: object) }
        switch builtin {
        case .none: return .none
        case .bool: return .bool
        case .int: return .int
        case .float: return .float
        case .complex: return .complex
        case .str: return .str
        case .bytes: return .bytes
        case .list: return .list
        case .tuple: return .tuple
        case .dict: return .dict
        case .set, .frozenset: return .set
        case .range: return .range
        case .slice: return .slice
        case .function, .method: return .function
        case .builtinFunction, .builtinMethod, .methodDescriptor, .wrapperDescriptor,
            .methodWrapper, .classMethodDescriptor:
            return .builtin
        case .type: return .type
        case .module: return .module
        case .cell: return .cell
        case .code: return .code
        case .object, .simpleNamespace: return .instance
        case .enumerate, .zip, .map, .filter, .reversed, .generator: return .iterator
        default: return object.isException ? .exception : otherKind(of: object)
        }
    }

    /// The kind of an instance of a class: that of a container it is built on, if any.
    private func derivedKind(of object: Ref) -> ObjectKind {
        if object.isException { return .exception }
        if object.isType { return .type }
        return .instance
    }

    private func otherKind(of object: Ref) -> ObjectKind {
        object.type.pointee.tp_iternext == nil ? .other : .iterator
    }
}

extension ObjectText {
    /// Objects whose text is made of their type, name and address.
    mutating func writeOther(_ object: Ref) {
        switch interpreter.builtin(of: object.type) {
        case .function:
            append(
                "<function \(text(object.function.pointee.func_qualname)) at \(address(object))>")
        case .builtinFunction, .builtinMethod: writeBuiltin(object)
        case .method: writeMethod(object)
        case .module: writeModule(object)
        case .type: writeType(object)
        case .cell: writeCell(object)
        case .code:
            append("<code object \(text(object.code.pointee.co_name)) at \(address(object))>")
        case .generator, .coroutine, .asyncGenerator:
            let type = interpreter.shortTypeName(object.type)
            let name = text(object.generator.pointee.gi_qualname)
            append("<\(type) object \(name) at \(address(object))>")
        case .ellipsis: append("Ellipsis")
        case .notImplemented: append("NotImplemented")
        default:
            if object.isType { return writeType(object) }
            if object.isException { return writeException(object) }
            if interpreter.isWeakReference(object) { return writeWeakReference(object) }
            writeInstance(object)
        }
    }

    private func address(_ object: Ref) -> String { interpreter.addressText(object) }

    /// The text of a name an object points to.
    private func text(_ name: RawObject?) -> String {
        guard let name, Ref(name).isStr else { return "?" }
        return Ref(name).text
    }

    private mutating func writeModule(_ object: Ref) {
        let fields = object.fields(PyModuleObject.self).pointee
        append("<module '\(text(fields.md_name))'")
        let file = fields.md_dict.flatMap { dict in
            interpreter.dictGet(Ref(dict), str: interpreter.name(.__file__))
        }
        if let file, file.isStr {
            append(" from ")
            write(file)
            append(">")
        } else {
            append(" (built-in)>")
        }
    }

    /// An instance of a class: as the built-in type it derives from shows it, unless the class has
    /// its own way, which can't be asked here.
    private mutating func writeInstance(_ object: Ref) {
        for builtin in [BuiltinType.int, .str, .list, .tuple, .dict, .float, .set] {
            let type = interpreter.type(builtin)
            guard interpreter.isSubtype(object.type, type),
                interpreter.sameSlot(object.type.pointee.tp_repr, type.pointee.tp_repr)
            else { continue }
            return write(object, as: builtin)
        }
        writeDefault(object)
    }

    private mutating func writeDefault(_ object: Ref) {
        append("<\(interpreter.qualifiedTypeName(object.type)) object at \(address(object))>")
    }

    private mutating func writeType(_ object: Ref) {
        let type = object.raw.assumingMemoryBound(to: PyTypeObject.self)
        append("<class '\(interpreter.qualifiedTypeName(type))'>")
    }

    private mutating func writeBuiltin(_ object: Ref) {
        let function = object.fields(PyCFunctionObject.self).pointee
        let name = function.m_ml.pointee.ml_name.map { String(cString: $0) } ?? "?"
        guard let receiver = function.m_self, !Ref(receiver).isExactly(.module) else {
            return append("<built-in function \(name)>")
        }
        let type = interpreter.shortTypeName(Ref(receiver).type)
        append("<built-in method \(name) of \(type) object at \(address(Ref(receiver)))>")
    }

    private mutating func writeMethod(_ object: Ref) {
        guard let function = object.raw.load(fromByteOffset: 16, as: RawObject?.self),
            let receiver = object.raw.load(fromByteOffset: 24, as: RawObject?.self),
            Ref(function).isExactly(.function)
        else { return writeDefault(object) }
        append("<bound method \(text(Ref(function).function.pointee.func_qualname)) of ")
        write(Ref(receiver))
        append(">")
    }

    private mutating func writeWeakReference(_ object: Ref) {
        append("<weakref at \(address(object)); ")
        guard let referent = interpreter.referent(of: object) else { return append("dead>") }
        let type = interpreter.shortTypeName(referent.type)
        append("to '\(type)' at \(address(referent))>")
    }

    private mutating func writeCell(_ object: Ref) {
        guard let content = object.cellContent else {
            return append("<cell at \(address(object)): empty>")
        }
        let type = interpreter.shortTypeName(Ref(content).type)
        append("<cell at \(address(object)): \(type) object at \(address(Ref(content)))>")
    }

    private mutating func writeException(_ object: Ref) {
        let name = interpreter.shortTypeName(object.type)
        guard let arguments = object.fields(PyBaseExceptionObject.self).pointee.args,
            Ref(arguments).isTuple
        else { return append("\(name)()") }
        append("\(name)(")
        for index in 0..<Ref(arguments).itemCount {
            if index > 0 { append(", ") }
            write(interpreter.item(Ref(arguments), index))
        }
        append(")")
    }
}
