import PythonRuntime

/// The C functions there are: what `ctypes` itself is made with, some of the C library, and some of Python's own.
/// Each has an address in the simulated program's text, before those of `CodeAddressState`.
enum LibraryFunctions: Int, CaseIterable {
    case memmove, memset, string_at, wstring_at, cast
    case memcpy, memcmp, strlen, strcmp, abs, labs, toupper, tolower
    case Py_IncRef, Py_DecRef, PyObject_Repr, PyObject_Str, PyObject_Hash, PyObject_Size
    case PyObject_IsTrue, PyLong_FromLong, PyLong_AsLong
    case PyGILState_Ensure, PyGILState_Release, PyThreadState_SetAsyncExc

    /// What error messages call the program that has the functions.
    static var programPath: String { "/usr/bin/python3.11" }
    /// What `dlopen(None)` gives.
    static var programHandle: UInt64 { 0x5555_5530_0000 }

    private static var base: UInt64 { 0x5555_5531_0000 }

    var address: UInt64 { LibraryFunctions.base + 16 * UInt64(rawValue) }

    init?(address: UInt64) {
        let offset = address &- LibraryFunctions.base
        guard offset & 15 == 0, let number = Int(exactly: offset / 16) else { return nil }
        self.init(rawValue: number)
    }

    /// The function a library exports under a name.
    static func named(_ name: String) -> LibraryFunctions? {
        allCases.first { !$0.isHidden && "\($0)" == name }
    }

    /// Whether only `ctypes` has the function.
    private var isHidden: Bool {
        switch self {
        case .string_at, .wstring_at, .cast: true
        default: false
        }
    }
}

extension Interpreter {
    func callLibrary(
        _ function: LibraryFunctions, _ arguments: CArguments, _ result: Ref
    ) throws(Raised) {
        switch function {
        case .memmove, .memcpy, .memset, .memcmp, .strlen, .strcmp, .string_at, .wstring_at:
            try callMemoryFunction(function, arguments, result)
        case .abs: give(Swift.abs(arguments.int(0)), result)
        case .labs: give(0 &+ Int(truncatingIfNeeded: arguments.size(0).magnitude), result)
        case .toupper, .tolower:
            let first = UInt8(ascii: function == .toupper ? "a" : "A")
            let isLetter = arguments.int(0) >= Int(first) && arguments.int(0) < Int(first) + 26
            give(arguments.int(0) ^ (isLetter ? 0x20 : 0), result)
        case .cast:
            let object = try castTo(
                arguments.pointer(self, 0).place, try objectArgument(arguments, 1),
                try objectArgument(arguments, 2))
            give(object, result)
        default: try callPythonFunction(function, arguments, result)
        }
    }

    private func callMemoryFunction(
        _ function: LibraryFunctions, _ arguments: CArguments, _ result: Ref
    ) throws(Raised) {
        let first = arguments.pointer(self, 0)
        let second = arguments.pointer(self, 1)
        switch function {
        case .memset:
            let size = try checkedSize(arguments.size(2), first, writing: true)
            let byte = UInt8(truncatingIfNeeded: arguments.int(1))
            try writeBytes(first, [UInt8](repeating: byte, count: size))
            try storePointer(result.argumentMemory, first.place)
        case .memmove, .memcpy:
            let size = try checkedSize(arguments.size(2), second, writing: false)
            try writeBytes(first, try readBytes(second, size))
            try storePointer(result.argumentMemory, first.place)
        case .memcmp:
            let size = try checkedSize(arguments.size(2), first, writing: false)
            let left = try readBytes(first, size)
            let right = try readBytes(second, size)
            give(order(left, right), result)
        case .strlen: give(try readText(first).count, result)
        case .strcmp: give(order(try readText(first), try readText(second)), result)
        case .string_at:
            let size = arguments.int(1)
            try audit("ctypes.string_at", .int(arguments.size(0)), .int(size))
            give(try makeBytes(size == -1 ? try readText(first) : try sized(first, size)), result)
        default:
            let size = arguments.int(1)
            try audit("ctypes.wstring_at", .int(arguments.size(0)), .int(size))
            give(try readWide(first, size), result)
        }
    }

    /// So many characters, or those before the NUL for −1.
    private func readWide(_ memory: CMemory, _ size: Int) throws(Raised) -> Owned {
        if size == -1 { return try readWideText(memory) }
        if size < 0 { throw raise(.systemError, "Negative size passed to PyUnicode_New") }
        var characters: [UInt32] = []
        for index in 0..<size {
            let character = try load(memory.advanced(by: 4 * index), as: UInt32.self)
            characters.append(try wideCharacter(character))
        }
        return try makeString(codePoints: characters)
    }

    private func sized(_ memory: CMemory, _ size: Int) throws(Raised) -> [UInt8] {
        if size < 0 {
            throw raise(.systemError, "Negative size passed to PyBytes_FromStringAndSize")
        }
        return try readBytes(memory, size)
    }

    /// A number of bytes there can be at a place, before memory is made for a copy of them.
    private func checkedSize(
        _ size: Int, _ memory: CMemory, writing: Bool
    ) throws(Raised) -> Int {
        guard size >= 0, isAccessible(memory.place, size) || size == 0 else {
            throw segmentationFault(writing: writing, memory.place, max(size, 1))
        }
        return size
    }

    private func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left == right { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    private func give(_ number: Int, _ result: Ref) {
        result.cArgument.pointee.value.0 = UInt64(bitPattern: Int64(number))
    }

    /// Gives a reference.
    private func give(_ object: consuming Owned, _ result: Ref) {
        let address = AddressSpace.simulatedAddress(of: object.take())
        result.cArgument.pointee.value.0 = address
    }

    private func objectArgument(_ arguments: CArguments, _ index: Int) throws(Raised) -> Ref {
        if let object = object(atSimulated: arguments.bits(index)) { return object }
        throw segmentationFault(
            "took address 0x\(String(arguments.bits(index), radix: 16)) for an object, and none is there"
        )
    }

    // MARK: Python's own functions

    private func callPythonFunction(
        _ function: LibraryFunctions, _ arguments: CArguments, _ result: Ref
    ) throws(Raised) {
        switch function {
        case .PyLong_FromLong: return give(try makeInt(arguments.size(0)), result)
        // Whoever calls has the interpreter's lock already.
        case .PyGILState_Ensure, .PyGILState_Release: return give(0, result)
        case .PyThreadState_SetAsyncExc:
            let exception = arguments.bits(1) == 0 ? nil : try objectArgument(arguments, 1)
            let isFound = interruptThread(arguments.size(0), with: exception)
            return give(isFound ? 1 : 0, result)
        default: break
        }
        let object = try objectArgument(arguments, 0)
        switch function {
        case .Py_IncRef: object.incref()
        case .Py_DecRef:
            noteWrittenObjects()
            object.decref()
        case .PyObject_Repr: give(try repr(object), result)
        case .PyObject_Str: give(try str(object), result)
        case .PyObject_Hash: give(try hash(object), result)
        case .PyObject_Size: give(try length(object), result)
        case .PyObject_IsTrue: give(try isTrue(object) ? 1 : 0, result)
        default: give(try indexValue(object, overflow: .overflowError), result)
        }
    }

    // MARK: Cast

    /// `cast(object, type)`: a new instance with the same pointer that keeps alive what the object does.
    private func castTo(
        _ pointer: MemoryPlace, _ source: Ref, _ type: Ref
    ) throws(Raised) -> Owned {
        try checkPointerType(type)
        let result = try call(type)
        guard isCData(result.ref) else { throw raise(.typeError, "cast() needs a ctypes type") }
        if isCData(source) {
            _ = try container(of: source)
            if let objects = source.cdata.pointee.b_objects, Ref(objects).isNone {
                source.hold(PyCDataObject.objectsOffset, try makeDict())
            }
            if let objects = source.cdata.pointee.b_objects {
                result.ref.hold(PyCDataObject.objectsOffset, Ref(objects).owned())
                if Ref(objects).isExactly(.dict) {
                    let address = AddressSpace.simulatedAddress(of: source.raw)
                    let key = try makeInt(unsigned: UInt(address))
                    try dictSet(Ref(objects), key.ref, source)
                }
            }
        }
        try storePointer(result.ref.cMemory, pointer)
        return result
    }

    private func checkPointerType(_ type: Ref) throws(Raised) {
        if isCType(type, .cPointerMeta) || isCType(type, .cFunctionMeta) { return }
        if let proto = storage(ofClass: type)?.pointee.proto, Ref(proto).isStr,
            "sPzUZXO".contains(Ref(proto).text)
        {
            return
        }
        let name = type.isType ? typeName(type.typePointer) : typeName(type.type)
        throw raise(.typeError, "cast() argument 2 must be a pointer type, not \(name)")
    }
}
