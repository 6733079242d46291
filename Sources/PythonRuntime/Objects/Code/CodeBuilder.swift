import PythonBytecode

/// Turns a code unit, a value, into code objects of the heap, nested ones included.
///
/// It keeps the sharing of a compilation in CPython: names and identifier-like string constants are
/// interned (`intern_strings`, `intern_string_constants` of `Objects/codeobject.c`), and constants,
/// tuples of names and tables that are equal over the whole unit are one object (`merge_const_one`
/// of `Python/compile.c`). The cache lives as long as the building; then only the code objects
/// hold references, so a constant bound to one name has the count CPython shows.
struct CodeBuilder {
    private let interpreter: Interpreter
    /// Owned references, released by `finish`.
    private var shared: [Constant: RawObject] = [:]

    private init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    static func build(_ unit: CodeUnit, in interpreter: Interpreter) throws(Raised) -> Owned {
        var builder = CodeBuilder(interpreter)
        defer { builder.finish() }
        return try builder.makeCode(unit)
    }

    private func finish() {
        for raw in shared.values { Ref(raw).decref() }
    }

    // MARK: Constants

    /// The object of a constant, a new reference; the same one for an equal constant.
    private mutating func object(_ constant: Constant) throws(Raised) -> Owned {
        switch constant {
        case .none: return interpreter.none.owned()
        case .true: return interpreter.true.owned()
        case .false: return interpreter.false.owned()
        case .ellipsis: return interpreter.ellipsis.owned()
        // Every code constant is a definition of its own.
        case .code(let unit): return try makeCode(unit)
        default: break
        }
        if let raw = shared[constant] { return Ref(raw).owned() }
        let made = try makeObject(constant)
        made.ref.incref()
        shared[constant] = made.raw
        return made
    }

    private mutating func makeObject(_ constant: Constant) throws(Raised) -> Owned {
        switch constant {
        case .integer(.small(let value)): return try interpreter.makeInt(value)
        case .integer(.big(let isNegative, let digits)):
            return try interpreter.makeInt(isNegative: isNegative, digits: digits)
        case .float(let value): return try interpreter.makeFloat(value)
        case .complex(let real, let imaginary):
            return try interpreter.makeComplex(real: real, imaginary: imaginary)
        case .string(let bytes): return try makeString(bytes)
        case .bytes(let bytes): return try makeBytes(bytes)
        case .tuple(let items): return try makeTuple(items)
        case .frozenSet(let items):
            let tuple = try makeTuple(items)
            return try interpreter.makeFrozenSet(tuple.ref)
        case .none, .true, .false, .ellipsis, .code: return try object(constant)
        }
    }

    private func makeString(_ bytes: [UInt8]) throws(Raised) -> Owned {
        let string = try withBuffer(bytes) { buffer throws(Raised) in
            try interpreter.makeString(wtf8: buffer)
        }
        return bytes.allSatisfy(Self.isNameCharacter) ? try interpreter.intern(string) : string
    }

    private func makeBytes(_ bytes: [UInt8]) throws(Raised) -> Owned {
        try withBuffer(bytes) { buffer throws(Raised) in
            try interpreter.makeBytes(UnsafeRawBufferPointer(buffer))
        }
    }

    private func withBuffer(
        _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        let result = bytes.withUnsafeBufferPointer { buffer -> RawObject? in
            slotResult { () throws(Raised) in try body(buffer) }
        }
        return try checked(result)
    }

    private mutating func makeTuple(_ items: [Constant]) throws(Raised) -> Owned {
        let tuple = try interpreter.makeTuple(count: items.count)
        for (index, item) in items.enumerated() {
            tuple.ref.tupleItems[index] = try object(item).take()
        }
        return tuple
    }

    /// Letters, digits and underscores: `all_name_chars`.
    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    // MARK: Names and tables

    private func name(_ text: String) throws(Raised) -> Owned { try interpreter.intern(text) }

    /// A shared tuple of interned names.
    private mutating func nameTuple(_ names: [String]) throws(Raised) -> Owned {
        let key = Constant.tuple(names.map { .string(Array($0.utf8)) })
        if let raw = shared[key] { return Ref(raw).owned() }
        let tuple = try interpreter.makeTuple(count: names.count)
        for (index, text) in names.enumerated() {
            tuple.ref.tupleItems[index] = try name(text).take()
        }
        tuple.ref.incref()
        shared[key] = tuple.raw
        return tuple
    }

    // MARK: Code

    private mutating func makeCode(_ unit: CodeUnit) throws(Raised) -> Owned {
        let names = try nameTuple(unit.names)
        let constants = try object(.tuple(unit.constants))
        let localNames = try nameTuple(unit.localsPlusNames)
        let kinds = try object(.bytes(unit.localsPlusKinds.map(\.rawValue)))
        let filename = try name(unit.filename)
        let codeName = try name(unit.name)
        let qualifiedName = try name(unit.qualifiedName)
        let locations = try object(.bytes(interpreter.locationTable(of: unit)))
        let exceptions = try object(.bytes(unit.exceptionTable))
        let size = PyCodeObject.instructionsOffset + unit.code.count
        let raw = try interpreter.newObject(interpreter.type(.code), size: size)
        let code = raw.assumingMemoryBound(to: PyCodeObject.self)
        code.pointee.co_consts = constants.take()
        code.pointee.co_names = names.take()
        code.pointee.co_exceptiontable = exceptions.take()
        code.pointee.co_localsplusnames = localNames.take()
        code.pointee.co_localspluskinds = kinds.take()
        code.pointee.co_filename = filename.take()
        code.pointee.co_name = codeName.take()
        code.pointee.co_qualname = qualifiedName.take()
        code.pointee.co_linetable = locations.take()
        fillNumbers(code, from: unit)
        let localKinds = Ref(code.pointee.co_localspluskinds).bytesBuffer
        unit.code.withUnsafeBytes { code.fill(instructions: $0, kinds: localKinds) }
        return Owned(stealing: raw)
    }

    private func fillNumbers(_ code: UnsafeMutablePointer<PyCodeObject>, from unit: CodeUnit) {
        code.pointee.co_flags = Int32(bitPattern: unit.flags.rawValue)
        code.pointee.co_argcount = Int32(truncatingIfNeeded: unit.argumentCount)
        code.pointee.co_posonlyargcount = Int32(
            truncatingIfNeeded: unit.positionalOnlyArgumentCount)
        code.pointee.co_kwonlyargcount = Int32(truncatingIfNeeded: unit.keywordOnlyArgumentCount)
        code.pointee.co_stacksize = Int32(truncatingIfNeeded: unit.stackSize)
        code.pointee.co_firstlineno = Int32(truncatingIfNeeded: unit.firstLine)
    }
}

extension Interpreter {
    /// The code object of a compiled unit, a new reference.
    public func makeCode(_ unit: CodeUnit) throws(Raised) -> Owned {
        try CodeBuilder.build(unit, in: self)
    }
}

extension Interpreter {
    /// Whether code tells columns.
    public var keepsColumns: Bool { !state.pointee.modules.dropsColumns }

    /// The locations of a unit, without columns where the program wants none (`remove_column_info`).
    fileprivate func locationTable(of unit: CodeUnit) -> [UInt8] {
        if keepsColumns { return unit.locationTable }
        return withoutColumns(unit.locationTable, firstLine: unit.firstLine)
    }

    func withoutColumns(_ table: [UInt8], firstLine: Int) -> [UInt8] {
        var writer = LocationTableWriter(firstLine: firstLine)
        for range in LocationTableReader(table: table, firstLine: firstLine) {
            let line = range.location.line
            let location =
                line < 0
                ? CodeLocation.none
                : CodeLocation(line: line, column: -1, endLine: line, endColumn: -1)
            writer.append(location, codeUnits: range.end - range.start)
        }
        return writer.bytes
    }
}
