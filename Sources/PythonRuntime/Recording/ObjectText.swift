/// The value of an object in one line, as `repr` shows it, read from its bytes.
///
/// Python's own `repr` would allocate, and may run a program's code; a snapshot must do neither, or
/// looking at the heap would change it. Where a class has a `__repr__` of its own, the text is the
/// default one. Text beyond the limit is cut, and what isn't needed is never built.
struct ObjectText {
    let interpreter: Interpreter
    /// Characters after which the text is cut.
    let limit: Int
    private(set) var text = ""
    /// Characters in `text`.
    private var count = 0
    private(set) var isCut = false
    /// Containers being shown, to find one that holds itself.
    private var open: [RawObject] = []

    init(_ interpreter: Interpreter, limit: Int) {
        self.interpreter = interpreter
        self.limit = limit
    }

    /// The text of one object, and whether it was cut.
    static func of(
        _ object: Ref, _ interpreter: Interpreter, limit: Int
    ) -> (text: String, isCut: Bool) {
        var writer = ObjectText(interpreter, limit: limit)
        writer.write(object)
        return (writer.isCut ? writer.text + "…" : writer.text, writer.isCut)
    }

    var isFull: Bool { isCut }

    mutating func append(_ piece: String) {
        let size = piece.utf8.count
        if count + size <= limit {
            text += piece
            count += size == 1 ? 1 : piece.unicodeScalars.count
            return
        }
        for character in piece.unicodeScalars {
            if count == limit { isCut = true }
            if isCut { return }
            text.unicodeScalars.append(character)
            count += 1
        }
    }

    mutating func write(_ object: Ref) {
        if isFull { return }
        switch interpreter.kind(of: object) {
        case .none: append("None")
        case .bool: append(object == interpreter.true ? "True" : "False")
        case .int: writeInt(object)
        case .float: append(pythonText(of: object.floatValue))
        case .complex: writeComplex(object)
        case .str: writeString(object)
        case .bytes: writeBytes(object)
        case .list: writeSequence(object, "[", "]")
        case .tuple: writeSequence(object, "(", object.itemCount == 1 ? ",)" : ")")
        case .dict: writeDict(object)
        case .set: writeSet(object)
        case .range: writeRange(object)
        case .slice: writeFields(object, "slice(", ")", 16, 3)
        default:
            if object.isExactly(.bytearray) { return writeByteArray(object) }
            writeOther(object)
        }
    }

    /// Writes an object as one of a built-in type that its own type derives from.
    mutating func write(_ object: Ref, as builtin: BuiltinType) {
        switch builtin {
        case .int: writeInt(object)
        case .float: append(pythonText(of: object.floatValue))
        case .str: writeString(object)
        case .list: writeSequence(object, "[", "]")
        case .tuple: writeSequence(object, "(", object.itemCount == 1 ? ",)" : ")")
        case .dict: writeDict(object)
        default: writeSet(object)
        }
    }

    /// Writes a container's inside unless it is already being written.
    mutating func nested(
        _ object: Ref, _ start: String, _ end: String, _ body: (inout ObjectText) -> Void
    ) {
        if open.contains(object.raw) { return append("\(start)...\(end)") }
        open.append(object.raw)
        append(start)
        if open.count > 8 { append("...") } else { body(&self) }
        append(end)
        open.removeLast()
    }

    private mutating func writeSequence(_ object: Ref, _ start: String, _ end: String) {
        nested(object, start, end) { writer in
            for index in 0..<max(0, object.itemCount) {
                if writer.isFull { return }
                if index > 0 { writer.append(", ") }
                writer.write(writer.interpreter.item(object, index))
            }
        }
    }

    private mutating func writeDict(_ object: Ref) {
        nested(object, "{", "}") { writer in
            var position = 0
            var isFirst = true
            while !writer.isFull, let entry = writer.interpreter.dictNext(object, &position) {
                if !isFirst { writer.append(", ") }
                isFirst = false
                writer.write(entry.key)
                writer.append(": ")
                writer.write(entry.value)
            }
        }
    }

    private mutating func writeSet(_ object: Ref) {
        let isPlain = object.isExactly(.set)
        let name = interpreter.shortTypeName(object.type)
        let items = interpreter.setItems(object, limit: limit)
        if items.isEmpty { return append("\(name)()") }
        nested(object, isPlain ? "{" : "\(name)({", isPlain ? "}" : "})") { writer in
            for (index, item) in items.enumerated() {
                if writer.isFull { return }
                if index > 0 { writer.append(", ") }
                writer.write(item)
            }
        }
    }

    private mutating func writeRange(_ object: Ref) {
        let step = object.raw.load(fromByteOffset: 32, as: RawObject?.self)
        let isPlain = step.map { Ref($0).intValue == 1 } ?? true
        writeFields(object, "range(", ")", 16, isPlain ? 2 : 3)
    }

    /// Writes references that lie one behind another.
    private mutating func writeFields(
        _ object: Ref, _ start: String, _ end: String, _ offset: Int, _ count: Int
    ) {
        append(start)
        for index in 0..<count {
            if index > 0 { append(", ") }
            let field = object.raw.load(fromByteOffset: offset + 8 * index, as: RawObject?.self)
            if let field { write(Ref(field)) }
        }
        append(end)
    }
}

extension Interpreter {
    /// An item of a list or tuple; `None` in a place that isn't filled in yet.
    func item(_ sequence: Ref, _ index: Int) -> Ref {
        let item =
            sequence.isList
            ? sequence.listFields.pointee.ob_item?[index] : sequence.tupleItems[index]
        return item.map(Ref.init) ?? none
    }

    /// The first items of a set in the order of its table, or the last ones, the last first.
    func setItems(_ set: Ref, limit: Int, fromEnd: Bool = false) -> [Ref] {
        let mask = set.raw.load(fromByteOffset: 32, as: Int.self)
        let table = set.raw.load(fromByteOffset: 40, as: UnsafeMutablePointer<RawObject?>.self)
        var items: [Ref] = []
        for step in 0...max(0, mask) {
            if items.count == limit { break }
            let slot = fromEnd ? mask - step : step
            // A removed key's hash is −1, which no key has.
            guard let key = table[2 * slot], Int(bitPattern: table[2 * slot + 1]) != -1 else {
                continue
            }
            items.append(Ref(key))
        }
        return items
    }
}
