import PythonBytecode

/// Reads a tree of objects that a program made (`PyAST_obj2mod`): whether each is of a class that may stand
/// where it does, and has the fields and attributes that it must have. What the tree means is the
/// compiler's to check.
struct NodeReader {
    private let interpreter: Interpreter
    private var record = TreeRecord()
    private var textIndices: [String: Int] = [:]

    /// The tree whose root must be of the class that the mode asks for.
    static func read(
        _ root: Ref, as kind: NodeKind, in interpreter: Interpreter
    ) throws(Raised) -> TreeRecord {
        try interpreter.makeNodeClasses()
        guard try interpreter.isInstance(root, of: interpreter.nodeClass(kind)) else {
            throw interpreter.raise(
                .typeError,
                "expected \(kind.schema.name) node, got \(interpreter.shortTypeName(root.type))")
        }
        var reader = NodeReader(interpreter: interpreter)
        guard case .node(let index) = try reader.readNode(root, .mod) else {
            throw interpreter.raise(.typeError, "expected some sort of mod, but got None")
        }
        reader.record.root = index
        return reader.record
    }

    private init(interpreter: Interpreter) { self.interpreter = interpreter }

    // MARK: Nodes

    /// A node of a sum or of a product.
    private mutating func readNode(_ object: Ref, _ kind: NodeKind) throws(Raised)
        -> TreeRecord.Value
    {
        let constructors = kind.constructors
        if constructors.isEmpty { return .node(try readFields(object, kind, placeOf: kind)) }
        if constructors[0].isMark { return .mark(try constructor(of: object, kind, constructors)) }
        if object.isNone { return .none }
        let place = kind.hasPlace ? try readPlace(object, kind) : nil
        let found = try constructor(of: object, kind, constructors)
        return .node(try readFields(object, found, place: place))
    }

    private func constructor(
        of object: Ref, _ kind: NodeKind, _ constructors: [NodeKind]
    ) throws(Raised) -> NodeKind {
        for candidate in constructors
        where try interpreter.isInstance(object, of: interpreter.nodeClass(candidate)) {
            return candidate
        }
        throw unexpected(object, kind)
    }

    private func unexpected(_ object: Ref, _ kind: NodeKind) -> Raised {
        do {
            let text = try interpreter.repr(object)
            return interpreter.raise(
                .typeError, "expected some sort of \(kind.schema.name), but got \(text.ref.text)")
        } catch { return error }
    }

    /// The fields of a product, whose place is read behind them.
    private mutating func readFields(
        _ object: Ref, _ kind: NodeKind, placeOf placed: NodeKind
    ) throws(Raised) -> Int {
        let index = try readFields(object, kind, place: nil)
        if placed.hasPlace { record.nodes[index].place = try readPlace(object, placed) }
        return index
    }

    private mutating func readFields(
        _ object: Ref, _ kind: NodeKind, place: TreeRecord.Place?
    ) throws(Raised) -> Int {
        let schema = kind.schema
        var values: [TreeRecord.Value] = []
        for field in schema.fields { values.append(try read(field, of: object, kind)) }
        for (field, value) in zip(schema.fields, values) where field.quantifier == .one {
            guard case .none = value, field.content != .constant else { continue }
            throw interpreter.raise(
                .valueError, "field '\(field.name)' is required for \(schema.name)")
        }
        return record.add(kind, values, at: place)
    }

    private mutating func read(
        _ field: NodeSchema.Field, of object: Ref, _ kind: NodeKind
    ) throws(Raised) -> TreeRecord.Value {
        let key = try interpreter.intern(field.name)
        guard let raw = try interpreter.lookupAttribute(object, key.ref) else {
            if field.quantifier == .optional { return .none }
            throw missing(field.name, kind)
        }
        let value = Owned(stealing: raw)
        if field.quantifier == .optional, value.ref.isNone { return .none }
        if field.quantifier == .many { return try readList(value.ref, field, kind) }
        try enter(kind)
        defer { interpreter.leaveNative() }
        return try read(value.ref, field.content)
    }

    private func missing(_ name: String, _ kind: NodeKind) -> Raised {
        interpreter.raise(
            .typeError, "required field \"\(name)\" missing from \(kind.schema.name)")
    }

    private func enter(_ kind: NodeKind) throws(Raised) {
        do throws(Raised) {
            try interpreter.enterNative()
        } catch {
            guard interpreter.currentExceptionIs(.recursionError) else { throw error }
            interpreter.clearException()
            throw interpreter.raise(
                .recursionError,
                "maximum recursion depth exceeded while traversing '\(kind.schema.name)' node")
        }
    }

    private mutating func readList(
        _ list: Ref, _ field: NodeSchema.Field, _ kind: NodeKind
    ) throws(Raised) -> TreeRecord.Value {
        let name = "\(kind.schema.name) field \"\(field.name)\""
        guard list.isList else {
            throw interpreter.raise(
                .typeError, "\(name) must be a list, not a \(interpreter.shortTypeName(list.type))")
        }
        let count = list.itemCount
        var items: [TreeRecord.Value] = []
        for index in 0..<count {
            let item = list.listItem(index).owned()
            try enter(kind)
            defer { interpreter.leaveNative() }
            items.append(try read(item.ref, field.content))
            if list.itemCount != count {
                throw interpreter.raise(
                    .runtimeError, "\(name) changed size during iteration")
            }
        }
        return record.add(list: items)
    }

    // MARK: Values

    private mutating func read(
        _ object: Ref, _ content: NodeSchema.Content
    ) throws(Raised) -> TreeRecord.Value {
        switch content {
        case .node(let kind): return try readNode(object, kind)
        case .identifier:
            if object.isNone { return .none }
            guard object.isExactly(.str) else {
                throw interpreter.raise(.typeError, "AST identifier must be of type str")
            }
            return text(object.text)
        case .string:
            guard object.isExactly(.str) || object.isExactly(.bytes) else {
                throw interpreter.raise(.typeError, "AST string must be of type str")
            }
            return text(object.isStr ? object.text : "")
        case .int: return .integer(try readInt(object))
        case .constant:
            if let constant = try readConstant(object) {
                return record.add(literal: .value(constant))
            }
            let culprit = try invalidPart(of: object)
            return record.add(
                literal: .invalid(typeName: interpreter.shortTypeName(culprit.type)))
        }
    }

    private mutating func text(_ text: String) -> TreeRecord.Value {
        if let known = textIndices[text] { return .text(known) }
        textIndices[text] = record.texts.count
        return record.add(text: text)
    }

    private func readInt(_ object: Ref) throws(Raised) -> Int32 {
        guard object.isInt else {
            let text = try interpreter.repr(object)
            throw interpreter.raise(.valueError, "invalid integer value: \(text.ref.text)")
        }
        guard let value = object.intValue, let small = Int32(exactly: value) else {
            throw interpreter.raise(.overflowError, "Python int too large to convert to C int")
        }
        return small
    }

    private func readPlace(_ object: Ref, _ kind: NodeKind) throws(Raised) -> TreeRecord.Place {
        let line = try readPlaceNumber(object, "lineno", kind, default: nil)
        let column = try readPlaceNumber(object, "col_offset", kind, default: nil)
        // The ends may be missing, except those of a pattern.
        let isRequired = kind == .pattern
        return TreeRecord.Place(
            line: line, column: column,
            endLine: try readPlaceNumber(
                object, "end_lineno", kind, default: isRequired ? nil : line),
            endColumn: try readPlaceNumber(
                object, "end_col_offset", kind, default: isRequired ? nil : column))
    }

    private func readPlaceNumber(
        _ object: Ref, _ name: String, _ kind: NodeKind, default other: Int32?
    ) throws(Raised) -> Int32 {
        let key = try interpreter.intern(name)
        guard let raw = try interpreter.lookupAttribute(object, key.ref) else {
            if let other { return other }
            throw missing(name, kind)
        }
        let value = Owned(stealing: raw)
        if value.ref.isNone, let other { return other }
        try enter(kind)
        defer { interpreter.leaveNative() }
        return try readInt(value.ref)
    }

    // MARK: Constants

    /// An object as a constant; nil for one that can't be.
    private func readConstant(_ object: Ref) throws(Raised) -> Constant? {
        if object.isNone { return Constant.none }
        if object == interpreter.true { return .true }
        if object == interpreter.false { return .false }
        if object == interpreter.ellipsis { return .ellipsis }
        if object.isExactly(.int) { return .integer(interpreter.integerConstant(object)) }
        if object.isExactly(.float) { return .float(object.floatValue) }
        if object.isExactly(.complex) {
            let value = object.complexValue
            return .complex(real: value.real, imaginary: value.imaginary)
        }
        if object.isExactly(.str) { return .string(interpreter.utf8Bytes(object)) }
        if object.isExactly(.bytes) { return .bytes(Array(object.bytesBuffer)) }
        guard object.isExactly(.tuple) || object.isExactly(.frozenset) else { return nil }
        try interpreter.enterNative(" during compilation")
        defer { interpreter.leaveNative() }
        guard let items = try readItems(object) else { return nil }
        return object.isExactly(.tuple) ? .tuple(items) : .frozenSet(items)
    }

    private func readItems(_ object: Ref) throws(Raised) -> [Constant]? {
        var items: [Constant] = []
        if object.isTuple {
            for index in 0..<object.itemCount {
                guard let item = try readConstant(object.tupleItem(index)) else { return nil }
                items.append(item)
            }
            return items
        }
        var position = 0
        while let entry = interpreter.setNext(object, &position) {
            guard let item = try readConstant(entry.key) else { return nil }
            items.append(item)
        }
        return items
    }

    /// The first part of an object that is no constant.
    private func invalidPart(of object: Ref) throws(Raised) -> Ref {
        if object.isExactly(.tuple) {
            for index in 0..<object.itemCount {
                let item = object.tupleItem(index)
                if try readConstant(item) == nil { return try invalidPart(of: item) }
            }
        } else if object.isExactly(.frozenset) {
            var position = 0
            while let entry = interpreter.setNext(object, &position) {
                if try readConstant(entry.key) == nil { return try invalidPart(of: entry.key) }
            }
        }
        return object
    }
}

extension Interpreter {
    fileprivate func integerConstant(_ object: Ref) -> IntegerConstant {
        if let value = object.intValue { return .small(value) }
        let size = object.intSize
        let digits = (0..<abs(size)).map { object.intDigits[$0] }
        return .big(isNegative: size < 0, digits: digits)
    }
}
