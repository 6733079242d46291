/// A field of a C structure: its name in CPython, where it is, and how its bytes are to be read.
struct LayoutField {
    enum Form {
        /// A number; its size tells the width.
        case signed, unsigned
        case double
        case flag
        /// A reference to an object, or nil.
        case object
        /// Another pointer.
        case address
        case hash
        /// `ob_refcnt`.
        case references
        /// The `state` of a string.
        case stringState
        /// Bytes of text.
        case text
        /// A part that isn't shown field by field.
        case opaque
    }

    var name: String
    var offset: Int
    var size: Int
    var form: Form

    init(_ name: String, at offset: Int, size: Int, _ form: Form) {
        (self.name, self.offset, self.size, self.form) = (name, offset, size, form)
    }

    /// A field of a structure that is declared; its type tells the form unless one is given.
    init<Root, Value>(_ name: String, _ path: KeyPath<Root, Value>, _ form: Form? = nil) {
        self.init(
            name, at: MemoryLayout<Root>.offset(of: path) ?? 0, size: MemoryLayout<Value>.size,
            form ?? LayoutField.form(of: Value.self))
    }

    private static func form<Value>(of type: Value.Type) -> Form {
        if type == RawObject.self || type == RawObject?.self || type == TypePointer.self
            || type == TypePointer?.self
        {
            return .object
        }
        if type == Double.self { return .double }
        if type == Bool.self { return .flag }
        if type == UInt8.self || type == UInt16.self || type == UInt32.self || type == UInt64.self
            || type == UInt.self
        {
            return .unsigned
        }
        if type == Int8.self || type == Int16.self || type == Int32.self || type == Int.self {
            return .signed
        }
        return MemoryLayout<Value>.size == 8 ? .address : .unsigned
    }
}

/// The fields of a structure behind the header, in the order of their offsets.
struct StructureLayout {
    var name: String
    var fields: [LayoutField]
    /// Bytes of the structure with its header.
    var size: Int

    init<Root>(_ name: String, _ type: Root.Type, _ fields: [LayoutField]) {
        self.name = name
        self.fields = fields
        size = MemoryLayout<Root>.stride
    }

    init(_ name: String, size: Int, _ fields: [LayoutField]) {
        (self.name, self.fields, self.size) = (name, fields, size)
    }
}
