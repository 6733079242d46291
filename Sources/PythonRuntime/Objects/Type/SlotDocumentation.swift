/// What slot wrappers tell of themselves: the arguments they take and what they compute, `__doc__` and
/// `__text_signature__`. Both follow from the row of the slot table.
extension SlotRow {
    var textSignature: String {
        switch shape {
        case .unary, .inquiry, .length, .hash, .next, .finalize: "($self, /)"
        case .binary, .binaryReflected, .compare: "($self, value, /)"
        case .binarySequence where name == .__getitem__: "($self, key, /)"
        case .binarySequence, .repeatSequence: "($self, value, /)"
        case .ternary where name == .__ipow__: "($self, value, /)"
        case .ternary, .ternaryReflected: "($self, value, mod=None, /)"
        case .index, .contains, .keyedDelete, .indexedDelete: "($self, key, /)"
        case .keyedSet, .indexedSet: "($self, key, value, /)"
        case .call, .initialize: "($self, /, *args, **kwargs)"
        case .attributeGet, .attributeDelete: "($self, name, /)"
        case .attributeSet: "($self, name, value, /)"
        case .descriptorGet: "($self, instance, owner=None, /)"
        case .descriptorSet: "($self, instance, value, /)"
        case .descriptorDelete: "($self, instance, /)"
        }
    }

    /// The expression or statement of the language that calls the method, as a sentence.
    var documentation: String {
        switch name {
        case .__call__: "Call self as a function."
        case .__init__: "Initialize self."
        case .__del__: "Called before self is destroyed."
        case .__setitem__: "Set self[key] to value."
        case .__delitem__: "Delete self[key]."
        case .__next__, .__iter__, .__setattr__, .__delattr__: "Implement \(expression)."
        case .__get__: "Return what self is as an attribute of instance."
        case .__set__: "Set an attribute of instance to value."
        case .__delete__: "Delete an attribute of instance."
        default: "Return \(expression)."
        }
    }

    private var expression: String {
        switch name {
        case .__getitem__: return "self[key]"
        case .__contains__: return "key in self"
        case .__next__, .__iter__, .__repr__, .__str__, .__hash__, .__len__, .__bool__, .__int__,
            .__float__, .__abs__:
            return "\(plainName)(self)"
        case .__setattr__: return "setattr(self, name, value)"
        case .__delattr__: return "delattr(self, name)"
        case .__getattribute__: return "getattr(self, name)"
        case .__divmod__: return "divmod(self, value)"
        case .__rdivmod__: return "divmod(value, self)"
        case .__pow__: return "pow(self, value, mod)"
        case .__rpow__: return "pow(value, self, mod)"
        case .__index__: return "self as an integer that counts items"
        case .__await__: return "the iterator that await runs through"
        case .__aiter__: return "the asynchronous iterator of self"
        case .__anext__: return "an awaitable of the next value"
        default: return operatorExpression
        }
    }

    private var operatorExpression: String {
        if let sign = Self.signs["\(name)"] { return "self\(sign)value" }
        if plainName.hasPrefix("r"), let sign = Self.signs["__\(plainName.dropFirst())__"] {
            return "value\(sign)self"
        }
        if plainName.hasPrefix("i"), let sign = Self.signs["__\(plainName.dropFirst())__"] {
            return "self\(sign)=value"
        }
        switch name {
        case .__neg__: return "-self"
        case .__pos__: return "+self"
        case .__invert__: return "~self"
        default: return "\(plainName)(self)"
        }
    }

    private var plainName: Substring { "\(name)".dropFirst(2).dropLast(2) }

    private static let signs = [
        "__add__": "+", "__sub__": "-", "__mul__": "*", "__mod__": "%", "__lshift__": "<<",
        "__rshift__": ">>", "__and__": "&", "__xor__": "^", "__or__": "|", "__floordiv__": "//",
        "__truediv__": "/", "__matmul__": "@", "__pow__": "**", "__lt__": "<", "__le__": "<=",
        "__eq__": "==", "__ne__": "!=", "__gt__": ">", "__ge__": ">=",
    ]
}

extension Interpreter {
    /// `__doc__` and `__text_signature__` of a slot wrapper, or of a method wrapper around it.
    static var wrapperDocumentation: [GetSetSpec] {
        [
            GetSetSpec("__doc__") { raw, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).makeString(slotRow(of: Ref(raw)).documentation)
                }
            },
            GetSetSpec("__text_signature__") { raw, _ in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).makeString(slotRow(of: Ref(raw)).textSignature)
                }
            },
        ]
    }
}

private func slotRow(of object: Ref) -> SlotRow {
    let descriptor =
        object.isExactly(.methodWrapper)
        ? Ref(object.fields(PyMethodWrapperObject.self).pointee.descr) : object
    return SlotTable.rows[descriptor.fields(PyWrapperDescrObject.self).pointee.d_base]
}
