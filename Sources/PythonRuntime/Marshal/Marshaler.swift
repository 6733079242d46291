import PythonBytecode

/// Writes objects of the heap as marshalled bytes (`Python/marshal.c`, `w_object`).
///
/// From version 3 on an object that more than one reference holds is written once and referred to later, so the
/// bytes depend on reference counts, as CPython's do.
struct Marshaler {
    let interpreter: Interpreter
    let version: Int
    private(set) var bytes: [UInt8] = []
    private var depth = 0
    /// The index of each object that was written with `FLAG_REF`; all of them are kept alive till the end.
    private var indices: [RawObject: Int32] = [:]

    /// `MAX_MARSHAL_STACK_DEPTH`.
    private static let depthLimit = 2000

    init(_ interpreter: Interpreter, version: Int) {
        self.interpreter = interpreter
        self.version = version
    }

    /// Releases what was kept; to be called once, at the end.
    func finish() {
        for raw in indices.keys { Ref(raw).decref() }
    }

    mutating func write(_ object: Ref) throws(Raised) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw interpreter.raise(.valueError, "object too deeply nested to marshal")
        }
        if writeSingleton(object) { return }
        guard let flag = reference(to: object) else { return }
        try writeComplex(object, flag)
    }

    private mutating func writeSingleton(_ object: Ref) -> Bool {
        if object.isNone {
            bytes.append(MarshalCode.none)
        } else if object == interpreter.true {
            bytes.append(MarshalCode.true)
        } else if object == interpreter.false {
            bytes.append(MarshalCode.false)
        } else if object == interpreter.ellipsis {
            bytes.append(MarshalCode.ellipsis)
        } else if object.raw == UnsafeMutableRawPointer(interpreter.type(.stopIteration)) {
            bytes.append(MarshalCode.stopIteration)
        } else {
            return false
        }
        return true
    }

    /// The flag to write the object with; nil if a reference to what was written before stands for it.
    private mutating func reference(to object: Ref) -> UInt8? {
        guard version >= 3, object.refcount > 1 else { return 0 }
        if let index = indices[object.raw] {
            bytes.append(MarshalCode.reference)
            append(index)
            return nil
        }
        object.incref()
        indices[object.raw] = Int32(truncatingIfNeeded: indices.count)
        return MarshalCode.referenceFlag
    }

    private mutating func writeComplex(_ object: Ref, _ flag: UInt8) throws(Raised) {
        if object.isExactly(.int) {
            writeInt(object, flag)
        } else if object.isExactly(.float) {
            try writeFloat(object, flag)
        } else if object.isExactly(.complex) {
            try writeComplexNumber(object, flag)
        } else if object.isExactly(.bytes) {
            bytes.append(MarshalCode.bytes | flag)
            appendRun(object.bytesBuffer)
        } else if object.isExactly(.str) {
            writeString(object, flag)
        } else if object.isExactly(.tuple) {
            try writeTuple(object, flag)
        } else if object.isExactly(.list) {
            try writeList(object, flag)
        } else if object.isExactly(.dict) {
            try writeDict(object, flag)
        } else if object.isExactly(.set) || object.isExactly(.frozenset) {
            try writeSet(object, flag)
        } else if object.isExactly(.code) {
            try writeCode(object, flag)
        } else {
            try writeBuffer(object, flag)
        }
    }

    // MARK: Numbers and text

    private mutating func writeInt(_ object: Ref, _ flag: UInt8) {
        if let value = object.intValue, let small = Int32(exactly: value) {
            bytes.append(MarshalCode.int | flag)
            append(small)
            return
        }
        bytes.append(MarshalCode.long | flag)
        let size = object.intSize
        var halves: [UInt16] = []
        for index in 0..<abs(size) {
            let digit = object.intDigits[index]
            halves.append(UInt16(truncatingIfNeeded: digit & 0x7FFF))
            halves.append(UInt16(truncatingIfNeeded: digit >> 15))
        }
        if halves.last == 0 { halves.removeLast() }
        append(Int32(truncatingIfNeeded: size < 0 ? -halves.count : halves.count))
        for half in halves {
            bytes.append(UInt8(truncatingIfNeeded: half))
            bytes.append(UInt8(truncatingIfNeeded: half >> 8))
        }
    }

    private mutating func writeFloat(_ object: Ref, _ flag: UInt8) throws(Raised) {
        if version > 1 {
            bytes.append(MarshalCode.float | flag)
            append(object.floatValue)
        } else {
            bytes.append(MarshalCode.textFloat | flag)
            appendText(object.floatValue)
        }
    }

    private mutating func writeComplexNumber(_ object: Ref, _ flag: UInt8) throws(Raised) {
        let value = object.complexValue
        if version > 1 {
            bytes.append(MarshalCode.complex | flag)
            append(value.real)
            append(value.imaginary)
        } else {
            bytes.append(MarshalCode.textComplex | flag)
            appendText(value.real)
            appendText(value.imaginary)
        }
    }

    private mutating func writeString(_ object: Ref, _ flag: UInt8) {
        let isInterned = object.strIsInterned
        let text = interpreter.utf8Bytes(object)
        if version >= 4, object.strIsASCII {
            if text.count < 256 {
                bytes.append(
                    (isInterned ? MarshalCode.shortInternedASCII : MarshalCode.shortASCII) | flag)
                bytes.append(UInt8(truncatingIfNeeded: text.count))
            } else {
                bytes.append((isInterned ? MarshalCode.internedASCII : MarshalCode.ascii) | flag)
                append(Int32(truncatingIfNeeded: text.count))
            }
        } else {
            let code =
                version >= 3 && isInterned ? MarshalCode.internedUnicode : MarshalCode.unicode
            bytes.append(code | flag)
            append(Int32(truncatingIfNeeded: text.count))
        }
        bytes += text
    }

    private mutating func writeBuffer(_ object: Ref, _ flag: UInt8) throws(Raised) {
        guard object.hasBuffer else {
            bytes.append(MarshalCode.unknown)
            throw interpreter.raise(.valueError, "unmarshallable object")
        }
        let content = try interpreter.bytesLike(object)
        bytes.append(MarshalCode.bytes | flag)
        append(Int32(truncatingIfNeeded: content.count))
        bytes += content
    }

    // MARK: Containers

    private mutating func writeTuple(_ object: Ref, _ flag: UInt8) throws(Raised) {
        let count = object.itemCount
        if version >= 4, count < 256 {
            bytes.append(MarshalCode.smallTuple | flag)
            bytes.append(UInt8(truncatingIfNeeded: count))
        } else {
            bytes.append(MarshalCode.tuple | flag)
            append(Int32(truncatingIfNeeded: count))
        }
        for index in 0..<count { try write(object.tupleItem(index)) }
    }

    private mutating func writeList(_ object: Ref, _ flag: UInt8) throws(Raised) {
        bytes.append(MarshalCode.list | flag)
        append(Int32(truncatingIfNeeded: object.itemCount))
        for index in 0..<object.itemCount { try write(object.listItem(index)) }
    }

    private mutating func writeDict(_ object: Ref, _ flag: UInt8) throws(Raised) {
        bytes.append(MarshalCode.dict | flag)
        var position = 0
        while let entry = interpreter.dictNext(object, &position) {
            try write(entry.key)
            try write(entry.value)
        }
        bytes.append(MarshalCode.null)
    }

    /// Items in the order of their own marshalled bytes, so that equal sets make equal bytes.
    private mutating func writeSet(_ object: Ref, _ flag: UInt8) throws(Raised) {
        bytes.append((object.isExactly(.set) ? MarshalCode.set : MarshalCode.frozenSet) | flag)
        var items: [(bytes: [UInt8], object: Ref)] = []
        var position = 0
        while let entry = interpreter.setNext(object, &position) {
            items.append((try interpreter.marshal(entry.key, version: version), entry.key))
        }
        items.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        append(Int32(truncatingIfNeeded: items.count))
        for item in items { try write(item.object) }
    }

    private mutating func writeCode(_ object: Ref, _ flag: UInt8) throws(Raised) {
        let code = object.fields(PyCodeObject.self)
        bytes.append(MarshalCode.code | flag)
        append(code.pointee.co_argcount)
        append(code.pointee.co_posonlyargcount)
        append(code.pointee.co_kwonlyargcount)
        append(code.pointee.co_stacksize)
        append(code.pointee.co_flags)
        let instructions = try interpreter.originalInstructions(of: object)
        try write(instructions.ref)
        try write(Ref(code.pointee.co_consts))
        try write(Ref(code.pointee.co_names))
        try write(Ref(code.pointee.co_localsplusnames))
        try write(Ref(code.pointee.co_localspluskinds))
        try write(Ref(code.pointee.co_filename))
        try write(Ref(code.pointee.co_name))
        try write(Ref(code.pointee.co_qualname))
        append(code.pointee.co_firstlineno)
        try write(Ref(code.pointee.co_linetable))
        try write(Ref(code.pointee.co_exceptiontable))
    }

    // MARK: Bytes

    private mutating func append(_ value: Int32) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func appendText(_ value: Double) {
        let text = FloatText.text(value, code: UInt8(ascii: "g"), precision: 17, .init())
        bytes.append(UInt8(truncatingIfNeeded: text.count))
        bytes += text
    }

    private mutating func appendRun(_ run: UnsafeBufferPointer<UInt8>) {
        append(Int32(truncatingIfNeeded: run.count))
        bytes.append(contentsOf: run)
    }
}
