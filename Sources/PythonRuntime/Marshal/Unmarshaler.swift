import PythonBytecode

/// Reads marshalled bytes straight into objects of the heap (`Python/marshal.c`, `r_object`), as `.pyc` files hold
/// code and `marshal.loads` takes anything.
///
/// `FLAG_REF` values are kept as they are read, so what was one object is one again, a container that holds itself
/// included. Any bytes end in an object or an exception.
///
/// Bytes are a run in memory, or come from a file of the program piece by piece, by its `readinto`.
struct Unmarshaler {
    let interpreter: Interpreter
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    /// Borrowed; nil when `bytes` is all there is.
    private let file: Ref?
    /// What was read from the file last: a bytearray, owned.
    private var piece: RawObject?
    /// Owned; nil while the value that will stand there is being read.
    private var references: [RawObject?] = []
    private var depth = 0
    /// Whether code is known to be a compiler's, and needn't be verified before it runs.
    let isTrusted: Bool

    /// `MAX_MARSHAL_STACK_DEPTH`.
    private static let depthLimit = 2000

    /// The bytes must outlive the reader.
    init(
        _ interpreter: Interpreter, _ bytes: UnsafeBufferPointer<UInt8>, isTrusted: Bool = false
    ) {
        self.interpreter = interpreter
        self.isTrusted = isTrusted
        self.bytes = bytes
        position = 0
        file = nil
    }

    /// The file must outlive the reader.
    init(_ interpreter: Interpreter, file: Ref) {
        self.interpreter = interpreter
        isTrusted = false
        bytes = UnsafeBufferPointer(start: nil, count: 0)
        position = 0
        self.file = file
    }

    /// Releases what was kept for later references; to be called once, at the end.
    func finish() {
        if let piece { Ref(piece).decref() }
        for raw in references {
            if let raw { Ref(raw).decref() }
        }
    }

    /// The one object the bytes hold.
    mutating func read() throws(Raised) -> Owned {
        guard let object = try readObject() else {
            throw interpreter.raise(.typeError, "NULL object in marshal data for object")
        }
        return object
    }

    /// The next object; nil for the mark that ends a dict.
    mutating func readObject() throws(Raised) -> Owned? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw interpreter.raise(.valueError, "recursion limit exceeded")
        }
        let first = try readFirstByte()
        let isShared = first & MarshalCode.referenceFlag != 0
        let code = first & ~MarshalCode.referenceFlag
        switch code {
        case MarshalCode.null: return nil
        case MarshalCode.reference: return try readReference()
        case MarshalCode.tuple: return try readTuple(try readCount("tuple"), isShared)
        case MarshalCode.smallTuple: return try readTuple(Int(try readByte()), isShared)
        case MarshalCode.list: return try readList(isShared)
        case MarshalCode.dict: return try readDict(isShared)
        case MarshalCode.set: return try readSet(isShared)
        case MarshalCode.frozenSet: return try readFrozenSet(isShared)
        case MarshalCode.code:
            let slot = reserve(isShared)
            let made = try readCode()
            fill(slot, made.ref)
            return made
        default:
            let made = try readScalar(code)
            if isShared { keep(made.ref) }
            return made
        }
    }

    private mutating func readFirstByte() throws(Raised) -> UInt8 {
        guard file == nil else {
            // Whatever the file raises here is taken for its end.
            do throws(Raised) {
                if let byte = try readPiece(1).first { return byte }
            } catch { interpreter.clearException() }
            throw interpreter.raise(.eofError, "EOF read where object expected")
        }
        guard position < bytes.count else {
            throw interpreter.raise(.eofError, "EOF read where object expected")
        }
        position += 1
        return bytes[position - 1]
    }

    private mutating func readScalar(_ code: UInt8) throws(Raised) -> Owned {
        switch code {
        case MarshalCode.none: return interpreter.none.owned()
        case MarshalCode.true: return interpreter.true.owned()
        case MarshalCode.false: return interpreter.false.owned()
        case MarshalCode.ellipsis: return interpreter.ellipsis.owned()
        case MarshalCode.stopIteration:
            return Ref(UnsafeMutableRawPointer(interpreter.type(.stopIteration))).owned()
        case MarshalCode.int: return try interpreter.makeInt(Int(try readInt32()))
        case MarshalCode.int64: return try interpreter.makeInt(Int(bitPattern: try readWord()))
        case MarshalCode.long: return try readLong()
        case MarshalCode.float: return try interpreter.makeFloat(try readDouble())
        case MarshalCode.textFloat: return try interpreter.makeFloat(try readTextDouble())
        case MarshalCode.complex:
            let real = try readDouble()
            return try interpreter.makeComplex(real: real, imaginary: try readDouble())
        case MarshalCode.textComplex:
            let real = try readTextDouble()
            return try interpreter.makeComplex(real: real, imaginary: try readTextDouble())
        case MarshalCode.bytes:
            let run = try readRun(try readCount("bytes object"))
            return try interpreter.makeBytes(UnsafeRawBufferPointer(run))
        case MarshalCode.ascii, MarshalCode.internedASCII:
            return try readASCII(
                try readCount("string"), isInterned: code == MarshalCode.internedASCII)
        case MarshalCode.shortASCII, MarshalCode.shortInternedASCII:
            return try readASCII(
                Int(try readByte()), isInterned: code == MarshalCode.shortInternedASCII)
        case MarshalCode.unicode, MarshalCode.internedUnicode:
            let run = try readRun(try readCount("string"))
            let text = try readText(run)
            return code == MarshalCode.internedUnicode ? try interpreter.intern(text) : text
        default: throw bad("unknown type code")
        }
    }

    // MARK: References

    private mutating func readReference() throws(Raised) -> Owned {
        let index = Int(try readInt32())
        guard references.indices.contains(index), let raw = references[index] else {
            throw bad("invalid reference")
        }
        return Ref(raw).owned()
    }

    /// Keeps a place for an object that can be referred to only when it is complete.
    private mutating func reserve(_ isShared: Bool) -> Int? {
        guard isShared else { return nil }
        references.append(nil)
        return references.count - 1
    }

    private mutating func fill(_ slot: Int?, _ object: Ref) {
        guard let slot else { return }
        object.incref()
        references[slot] = object.raw
    }

    private mutating func keep(_ object: Ref) {
        object.incref()
        references.append(object.raw)
    }

    // MARK: Containers

    private mutating func readTuple(_ count: Int, _ isShared: Bool) throws(Raised) -> Owned {
        try checkRoom(count)
        let tuple = try interpreter.makeTuple(count: count)
        if isShared || file != nil {
            // It may be looked at by what it contains, or by the file's `readinto`.
            for index in 0..<count {
                tuple.ref.tupleItems[index] = interpreter.none.owned().take()
            }
        }
        if isShared { keep(tuple.ref) }
        for index in 0..<count {
            let item = try readItem("tuple")
            let before = tuple.ref.tupleItems[index]
            tuple.ref.tupleItems[index] = item.take()
            if let before { Ref(before).decref() }
        }
        return tuple
    }

    private mutating func readList(_ isShared: Bool) throws(Raised) -> Owned {
        let count = try readCount("list")
        try checkRoom(count)
        let list = try interpreter.makeList(count: file == nil ? count : 0)
        if isShared { keep(list.ref) }
        guard file == nil else {
            try readItems(of: list.ref, count)
            return list
        }
        for index in 0..<count {
            let item = try readItem("list")
            list.ref.fields(PyListObject.self).pointee.ob_item?[index] = item.take()
        }
        return list
    }

    /// Adds items one by one: the file's `readinto` may look at the list meanwhile.
    private mutating func readItems(of list: Ref, _ count: Int) throws(Raised) {
        for _ in 0..<count {
            let item = try readItem("list")
            try interpreter.listAppend(list, item.ref)
        }
    }

    private mutating func readDict(_ isShared: Bool) throws(Raised) -> Owned {
        let dict = try interpreter.makeDict()
        if isShared { keep(dict.ref) }
        while let key = try readObject(), let value = try readObject() {
            try interpreter.dictSet(dict.ref, key.ref, value.ref)
        }
        return dict
    }

    private mutating func readSet(_ isShared: Bool) throws(Raised) -> Owned {
        let count = try readCount("set")
        let set = try interpreter.makeSet()
        if isShared { keep(set.ref) }
        for _ in 0..<count {
            let item = try readItem("set")
            try interpreter.setAdd(set.ref, item.ref)
        }
        return set
    }

    /// By way of a list, since a frozen set can't grow once it is made.
    private mutating func readFrozenSet(_ isShared: Bool) throws(Raised) -> Owned {
        let count = try readCount("set")
        let slot = reserve(isShared)
        let items = try interpreter.makeList()
        for _ in 0..<count {
            let item = try readItem("set")
            try interpreter.listAppend(items.ref, item.ref)
        }
        let set = try interpreter.makeFrozenSet(items.ref)
        fill(slot, set.ref)
        return set
    }

    mutating func readItem(_ container: String) throws(Raised) -> Owned {
        guard let item = try readObject() else {
            throw interpreter.raise(.typeError, "NULL object in marshal data for \(container)")
        }
        return item
    }

    /// Every item takes a byte at least, so a count beyond the end is caught before room is made.
    private func checkRoom(_ count: Int) throws(Raised) {
        guard file == nil else { return }
        guard count <= bytes.count - position else {
            throw interpreter.raise(.eofError, "EOF read where object expected")
        }
    }

    // MARK: Numbers and runs of bytes

    func bad(_ what: String) -> Raised {
        interpreter.raise(.valueError, "bad marshal data (\(what))")
    }

    private func tooShort() -> Raised {
        interpreter.raise(.eofError, "marshal data too short")
    }

    mutating func readByte() throws(Raised) -> UInt8 {
        guard file == nil else { return try readRun(1)[0] }
        guard position < bytes.count else { throw tooShort() }
        position += 1
        return bytes[position - 1]
    }

    mutating func readInt32() throws(Raised) -> Int32 {
        let run = try readRun(4)
        return UnsafeRawBufferPointer(run).loadUnaligned(as: Int32.self)
    }

    private mutating func readWord() throws(Raised) -> UInt {
        let run = try readRun(8)
        return UnsafeRawBufferPointer(run).loadUnaligned(as: UInt.self)
    }

    private mutating func readDouble() throws(Raised) -> Double {
        Double(bitPattern: UInt64(try readWord()))
    }

    private mutating func readTextDouble() throws(Raised) -> Double {
        guard let value = FloatText.parse(try readRun(Int(try readByte()))) else {
            throw interpreter.raise(.valueError, "could not convert string to float")
        }
        return value
    }

    private mutating func readCount(_ what: String) throws(Raised) -> Int {
        let count = try readInt32()
        guard count >= 0 else { throw bad("\(what) size out of range") }
        return Int(count)
    }

    private mutating func readRun(_ count: Int) throws(Raised) -> UnsafeBufferPointer<UInt8> {
        guard file == nil else {
            let piece = try readPiece(count)
            if piece.count == count { return piece }
            throw interpreter.raise(.eofError, "EOF read where not expected")
        }
        guard count <= bytes.count - position else { throw tooShort() }
        defer { position += count }
        return UnsafeBufferPointer(rebasing: bytes[position..<(position + count)])
    }

    /// What the file's `readinto` puts into a piece of memory of so many bytes; valid until the next is read.
    private mutating func readPiece(_ count: Int) throws(Raised) -> UnsafeBufferPointer<UInt8> {
        guard let file, count > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        let size = try interpreter.makeInt(count)
        let memory = try interpreter.call(
            Ref(RawObject(interpreter.type(BuiltinType.bytearray))), size.ref)
        let view = try interpreter.makeMemoryView(memory.ref)
        let method = try interpreter.intern("readinto")
        let answer = try interpreter.callMethod(file, method.ref, view.ref)
        let taken = try interpreter.indexValue(answer.ref, overflow: .valueError)
        guard taken <= count else {
            throw interpreter.raise(
                .valueError,
                "read() returned too much data: \(count) bytes requested, \(taken) returned")
        }
        let bytes = memory.ref.bytesBuffer.prefix(max(0, taken))
        if let piece { Ref(piece).decref() }
        piece = memory.take()
        return UnsafeBufferPointer(rebasing: bytes)
    }

    private mutating func readASCII(_ count: Int, isInterned: Bool) throws(Raised) -> Owned {
        let run = try readRun(count)
        // CPython takes what isn't ASCII here for Latin-1.
        let text =
            run.allSatisfy { $0 < 0x80 }
            ? try interpreter.makeString(ascii: run)
            : try interpreter.makeString(codePoints: run.map(UInt32.init))
        return isInterned ? try interpreter.intern(text) : text
    }

    /// UTF-8 that may hold surrogates.
    private func readText(_ run: UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned {
        if WTF8Decoder.isWellFormed(run) { return try interpreter.makeString(wtf8: run) }
        let bytes = try interpreter.makeBytes(UnsafeRawBufferPointer(run))
        return try interpreter.decode(bytes.ref, encoding: "utf-8", errors: "surrogatepass")
    }

    /// Digits of 15 bits, two of which make one of the heap's.
    private mutating func readLong() throws(Raised) -> Owned {
        let signed = Int(try readInt32())
        let count = abs(signed)
        if file == nil, count > (bytes.count - position) / 2 { throw tooShort() }
        var digits: [UInt32] = []
        for index in 0..<count {
            let run = UnsafeRawBufferPointer(try readRun(2))
            let digit = UInt32(run.loadUnaligned(as: UInt16.self))
            guard digit < 1 << 15 else { throw bad("digit out of range in long") }
            if index == count - 1, digit == 0 { throw bad("unnormalized long data") }
            if index % 2 == 0 {
                digits.append(digit)
            } else {
                digits[index / 2] |= digit << 15
            }
        }
        return try interpreter.makeInt(isNegative: signed < 0, digits: digits)
    }
}
