import PythonBytecode

/// Makes objects of a tree that the parser gave (`PyAST_mod2obj`): each node before its fields, and its
/// place last, as CPython does.
struct NodeBuilder {
    private let interpreter: Interpreter
    private let record: TreeRecord
    /// Interned names of fields, owned, by their text.
    private var names: [String: RawObject] = [:]
    private var texts: [RawObject?]
    private var depth: Int
    private let depthLimit: Int

    /// The root of a record as an object.
    static func build(_ record: TreeRecord, in interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeNodeClasses()
        var builder = NodeBuilder(record, interpreter)
        defer { builder.finish() }
        return try builder.makeNode(record.root)
    }

    private init(_ record: TreeRecord, _ interpreter: Interpreter) {
        self.interpreter = interpreter
        self.record = record
        texts = Array(repeating: nil, count: record.texts.count)
        depth = interpreter.state.pointee.evaluation.depth * 3
        depthLimit = interpreter.state.pointee.limits.recursionLimit * 3
    }

    private func finish() {
        for raw in names.values { Ref(raw).decref() }
        for raw in texts { if let raw { Ref(raw).decref() } }
    }

    private mutating func makeNode(_ index: Int) throws(Raised) -> Owned {
        depth += 1
        defer { depth -= 1 }
        if depth > depthLimit {
            throw interpreter.raise(
                .recursionError, "maximum recursion depth exceeded during ast construction")
        }
        let node = record.nodes[index]
        let type = interpreter.nodeClass(node.kind).fields(PyTypeObject.self)
        let object = try interpreter.allocateInstance(type)
        let fields = node.kind.schema.fields
        for (offset, field) in fields.enumerated() {
            let value = try make(record.fields[node.firstField + offset])
            try interpreter.setAttribute(object.ref, try name(field.name), value.ref)
        }
        if let place = node.place { try set(place, of: object.ref) }
        return object
    }

    private mutating func set(_ place: TreeRecord.Place, of node: Ref) throws(Raised) {
        try set("lineno", place.line, of: node)
        try set("col_offset", place.column, of: node)
        try set("end_lineno", place.endLine, of: node)
        try set("end_col_offset", place.endColumn, of: node)
    }

    private mutating func set(_ key: String, _ value: Int32, of node: Ref) throws(Raised) {
        let number = try interpreter.makeInt(Int(value))
        try interpreter.setAttribute(node, try name(key), number.ref)
    }

    private mutating func name(_ text: String) throws(Raised) -> Ref {
        if let known = names[text] { return Ref(known) }
        let raw = try interpreter.intern(text).take()
        names[text] = raw
        return Ref(raw)
    }

    // MARK: Values

    private mutating func make(_ value: TreeRecord.Value) throws(Raised) -> Owned {
        switch value {
        case .none: return interpreter.none.owned()
        case .node(let index): return try makeNode(index)
        case .mark(let kind): return interpreter.nodeMark(kind).owned()
        case .list(let start, let count):
            let list = try interpreter.makeList()
            for item in record.items[start..<(start + count)] {
                let object = try make(item)
                try interpreter.listAppend(list.ref, object.ref)
            }
            return list
        case .text(let index): return try makeText(index)
        case .constant(let index): return try makeLiteral(record.literals[index])
        case .integer(let value): return try interpreter.makeInt(Int(value))
        }
    }

    private mutating func makeText(_ index: Int) throws(Raised) -> Owned {
        if let known = texts[index] { return Ref(known).owned() }
        let text = try interpreter.intern(record.texts[index])
        texts[index] = text.ref.owned().take()
        return text
    }

    private func makeLiteral(_ literal: TreeRecord.Literal) throws(Raised) -> Owned {
        guard case .value(let constant) = literal else { return interpreter.none.owned() }
        switch constant {
        case .true: return interpreter.true.owned()
        case .false: return interpreter.false.owned()
        case .ellipsis: return interpreter.ellipsis.owned()
        case .integer(.small(let value)): return try interpreter.makeInt(value)
        case .integer(.big(let isNegative, let digits)):
            return try interpreter.makeInt(isNegative: isNegative, digits: digits)
        case .float(let value): return try interpreter.makeFloat(value)
        case .complex(let real, let imaginary):
            return try interpreter.makeComplex(real: real, imaginary: imaginary)
        case .string(let bytes):
            return try interpreter.withTreeBytes(bytes) { buffer throws(Raised) in
                try interpreter.makeString(wtf8: buffer)
            }
        case .bytes(let bytes):
            return try interpreter.withTreeBytes(bytes) { buffer throws(Raised) in
                try interpreter.makeBytes(UnsafeRawBufferPointer(buffer))
            }
        // Sources have no other constants.
        case .none, .tuple, .frozenSet, .code: return interpreter.none.owned()
        }
    }
}

extension Interpreter {
    fileprivate func withTreeBytes(
        _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(Raised) -> Owned
    ) throws(Raised) -> Owned {
        let result = bytes.withUnsafeBufferPointer { buffer -> RawObject? in
            slotResult { () throws(Raised) in try body(buffer) }
        }
        return try checked(result)
    }
}
