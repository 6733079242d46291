import PythonRuntime

/// Calling through a function pointer (`Modules/_ctypes/callproc.c`, `callbacks.c`).
extension Interpreter {
    func callFunctionPointer(_ object: Ref, _ arguments: Ref) throws(Raised) -> Owned {
        guard let storage = storage(of: object) else { throw raise(.typeError, "abstract class") }
        func own(_ offset: Int, _ shared: RawObject?) -> Ref? {
            object.held(offset) ?? shared.map { Ref($0) }
        }
        let converters = own(CFunctionType.convertersOffset, storage.pointee.converters)
        let restype = own(CFunctionType.restypeOffset, storage.pointee.restype)
        let checker = own(CFunctionType.checkerOffset, storage.pointee.checker)
        let place = try loadPointer(object.cMemory)
        if let converters {
            let required = converters.itemCount
            if required > arguments.itemCount {
                throw raise(
                    .typeError,
                    "this function takes at least \(required) argument\(required == 1 ? "" : "s") (\(arguments.itemCount) given)"
                )
            }
        }
        let result = try callAddress(place, arguments, converters, restype, checker)
        guard let check = object.held(CFunctionType.errcheckOffset) else { return result }
        return try call(check, [result.ref, object, arguments])
    }

    /// Converts arguments, calls and converts the result (`_ctypes_callproc`).
    func callAddress(
        _ place: MemoryPlace, _ arguments: Ref, _ converters: Ref?, _ restype: Ref?,
        _ checker: Ref?
    ) throws(Raised) -> Owned {
        if arguments.itemCount > 1024 {
            let name = type(.cArgumentError)
            let text = try makeString(
                "too many arguments (\(arguments.itemCount)), maximum is 1024")
            let tuple = try makeTuple([text.ref])
            throw raise(instance: try makeException(name, tuple.ref))
        }
        let values = try makeList()
        for number in 0..<arguments.itemCount {
            do throws(Raised) {
                let given = arguments.tupleItem(number)
                let converted: Owned
                if let converters, number < converters.itemCount {
                    converted = try call(converters.tupleItem(number), given)
                } else {
                    converted = given.owned()
                }
                let argument = try makeArgument(converted.ref, number + 1)
                try listAppend(values.ref, argument.ref)
            } catch {
                guard !isStopping else { throw error }
                throw extendError("argument \(number + 1): ", as: type(.cArgumentError))
            }
        }
        let result = try newArgument(UInt8(ascii: "P"), keeping: nil)
        try callNative(place, values.ref, result.ref)
        return try resultValue(result.ref, restype, checker)
    }

    /// An object as an argument (`ConvParam`).
    private func makeArgument(_ object: Ref, _ number: Int) throws(Raised) -> Owned {
        if let storage = storage(of: object) { return try argument(of: object, storage) }
        if isInstance(object, .cArgument) { return object.owned() }
        let code: CTypeCode
        if object.isNone {
            code = CTypeCode(UInt8(ascii: "P"))
        } else if object.isInt {
            code = CTypeCode(UInt8(ascii: "i"))
        } else if object.isBytes {
            code = CTypeCode(UInt8(ascii: "z"))
        } else if object.isStr {
            code = CTypeCode(UInt8(ascii: "Z"))
        } else {
            guard let given = try optionalAttribute(object, "_as_parameter_") else {
                throw raise(.typeError, "Don't know how to convert parameter \(number)")
            }
            return try makeArgument(given.ref, number)
        }
        let argument = try newArgument(code.character, keeping: nil)
        let kept = try setCValue(code, argument.ref.argumentMemory, object, 0)
        argument.ref.cArgument.pointee.obj = kept.take()
        return argument
    }

    private func argument(of object: Ref, _ storage: StoragePointer) throws(Raised) -> Owned {
        switch CTypeKind(rawValue: storage.pointee.paramfunc) {
        case .simple:
            let code = storage.pointee.setfunc
            let argument = try newArgument(code.character, keeping: object)
            let bytes = try readBytes(object.cMemory, storage.pointee.size)
            try writeBytes(argument.ref.argumentMemory, bytes)
            return argument
        case .array: return try newPointerArgument(object.cdata.pointee.b_ptr, keeping: object)
        case .pointer, .function:
            return try newPointerArgument(try loadPointer(object.cMemory), keeping: object)
        default:
            let argument = try newPointerArgument(
                object.cdata.pointee.b_ptr, tag: UInt8(ascii: "V"), keeping: object)
            argument.ref.cArgument.pointee.size = object.cdata.pointee.b_size
            return argument
        }
    }

    /// What a call gave, as the result's type says (`GetResult`).
    private func resultValue(
        _ result: Ref, _ restype: Ref?, _ checker: Ref?
    ) throws(Raised) -> Owned {
        guard let restype else {
            return try getCValue(CTypeCode(UInt8(ascii: "i")), result.argumentMemory, 4)
        }
        if restype.isNone { return none.owned() }
        guard let storage = storage(ofClass: restype) else {
            let number = try getCValue(CTypeCode(UInt8(ascii: "i")), result.argumentMemory, 4)
            return try call(restype, number.ref)
        }
        let code = storage.pointee.getfunc
        let value: Owned
        if !code.isNone, !isDerivedSimple(restype.typePointer) {
            value = try getCValue(code, result.argumentMemory, storage.pointee.size)
            // The function gave a reference, and reading it took another.
            if code.character == UInt8(ascii: "O") { value.ref.decref() }
        } else {
            value = try cData(restype.typePointer, copying: result.argumentMemory)
        }
        guard let checker else { return value }
        return try call(checker, value.ref)
    }

    // MARK: What an address is

    /// Calls what is at an address: a function written here or a callback.
    private func callNative(
        _ place: MemoryPlace, _ arguments: Ref, _ result: Ref
    ) throws(Raised) {
        let address = simulatedAddress(of: place)
        if let function = LibraryFunctions(address: address) {
            try enterNative(" while calling a C function")
            defer { leaveNative() }
            return try callLibrary(function, CArguments(arguments), result)
        }
        if let object = object(atSimulated: address), isInstance(object, .cThunk) {
            return try callBack(object, arguments, result)
        }
        throw segmentationFault(
            "called a function at address 0x\(String(address, radix: 16)), where none is")
    }

    /// Calls a Python callable as C code would; what it raises is only reported.
    private func callBack(_ thunk: Ref, _ arguments: Ref, _ result: Ref) throws(Raised) {
        guard let callable = thunk.held(CThunkType.callableOffset),
            let types = thunk.held(CThunkType.argtypesOffset),
            let restype = thunk.held(CThunkType.restypeOffset)
        else { throw segmentationFault("called a function that is gone") }
        let values = try makeList()
        for number in 0..<types.itemCount where number < arguments.itemCount {
            let argument = arguments.listItem(number)
            let value = try callbackArgument(types.tupleItem(number), argument)
            try listAppend(values.ref, value.ref)
        }
        let tuple = try makeTuple(from: values.ref)
        let answer: Owned
        do throws(Raised) {
            answer = try call(callable, tuple: tuple.ref)
        } catch {
            guard !isStopping else { throw error }
            return reportUnraisable(message: "on calling ctypes callback function", callable)
        }
        guard let storage = storage(ofClass: restype) else { return }
        do throws(Raised) {
            let kept = try setCValue(
                storage.pointee.setfunc, result.argumentMemory, answer.ref, 0)
            // The caller gets the reference.
            if storage.pointee.setfunc.character == UInt8(ascii: "O") { _ = kept.take() }
        } catch {
            guard !isStopping else { throw error }
            reportUnraisable(
                message: "on converting result of ctypes callback function", callable)
        }
    }

    private func callbackArgument(_ type: Ref, _ argument: Ref) throws(Raised) -> Owned {
        guard let storage = storage(ofClass: type) else {
            throw raise(.typeError, "cannot build parameter")
        }
        let isStructure = argument.cArgument.pointee.tag == UInt8(ascii: "V")
        let memory =
            isStructure
            ? CMemory(place(ofSimulated: argument.cArgument.pointee.value.0))
            : argument.argumentMemory
        if !storage.pointee.getfunc.isNone, !isDerivedSimple(type.typePointer) {
            return try getCValue(storage.pointee.getfunc, memory, storage.pointee.size)
        }
        return try cData(type.typePointer, copying: memory)
    }
}

/// The arguments of a function written here.
struct CArguments {
    let list: Ref

    init(_ list: Ref) { self.list = list }

    var count: Int { list.itemCount }

    func bits(_ index: Int) -> UInt64 {
        guard index < count else { return 0 }
        return list.listItem(index).cArgument.pointee.value.0
    }

    func pointer(_ interpreter: Interpreter, _ index: Int) -> CMemory {
        CMemory(interpreter.place(ofSimulated: bits(index)))
    }

    func int(_ index: Int) -> Int { Int(Int32(truncatingIfNeeded: bits(index))) }

    func size(_ index: Int) -> Int { Int(truncatingIfNeeded: bits(index)) }
}
