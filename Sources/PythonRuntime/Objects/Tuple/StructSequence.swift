import Glibc

/// Tuples with named fields (`Objects/structseq.c`): `sys.flags`, `time.struct_time`, `os.stat_result`.
///
/// The layout is a tuple's. Fields beyond those a tuple shows lie behind them; the type's `n_fields` tells
/// how many there are in all.
public struct StructSequenceSpec {
    /// `sys.flags`.
    public var name: StaticString
    public var fields: [StaticString]
    /// How many of them the tuple shows; the others are only attributes.
    public var visibleCount: Int

    public init(_ name: StaticString, _ fields: [StaticString], visibleCount: Int? = nil) {
        self.name = name
        self.fields = fields
        self.visibleCount = visibleCount ?? fields.count
    }

    /// The last ones that the tuple shows may have no names: theirs begin with an underscore here.
    var unnamedCount: Int { fields.count { Self.isUnnamed($0) } }

    static func isUnnamed(_ name: StaticString) -> Bool {
        name.hasPointerRepresentation && name.utf8Start.pointee == UInt8(ascii: "_")
    }
}

extension Interpreter {
    /// The type of a structure sequence, made once under its number.
    public func makeStructSequenceType(
        _ number: Int, _ spec: StructSequenceSpec, isInstantiable: Bool = true
    ) throws(Raised) -> TypePointer {
        if hasLibraryType(number) { return libraryType(number) }
        let type = try makeLibraryType(
            number, structSequenceTypeSpec(spec, isInstantiable: isInstantiable))
        guard let raw = type.pointee.tp_dict else { return type }
        for (name, value) in [
            ("n_sequence_fields", spec.visibleCount), ("n_fields", spec.fields.count),
            ("n_unnamed_fields", spec.unnamedCount),
        ] {
            let count = try makeInt(value)
            try dictSet(Ref(raw), try intern(name), count.ref)
        }
        let shown = try makeTuple(count: spec.visibleCount - spec.unnamedCount)
        for index in 0..<shown.ref.itemCount {
            shown.ref.tupleItems[index] = try intern("\(spec.fields[index])").take()
        }
        try dictSet(Ref(raw), name(.__match_args__), shown.ref)
        return type
    }

    /// An instance from all its fields, borrowed.
    public func makeStructSequence(
        _ type: TypePointer, _ values: [Ref]
    ) throws(Raised) -> Owned {
        let object = try allocateInstance(type, items: values.count)
        for (index, value) in values.enumerated() {
            object.ref.tupleItems[index] = value.owned().take()
        }
        object.ref.fields(PyVarObject.self).pointee.ob_size = structSequenceCount(
            type, "n_sequence_fields")
        // They are left untracked, as `PyStructSequence_New` makes them.
        untrack(object.raw)
        return object
    }

    /// A number in the type's dict. Found without making a str for the key, since the collector asks as well.
    private func structSequenceCount(_ type: TypePointer, _ key: StaticString) -> Int {
        guard let dict = type.pointee.tp_dict else { return 0 }
        var position = 0
        while let (name, value, _) = dictNext(Ref(dict), &position) {
            guard name.isStr, name.strIsASCII, name.strCount == key.utf8CodeUnitCount,
                memcmp(name.strData, key.utf8Start, key.utf8CodeUnitCount) == 0
            else { continue }
            return value.intValue ?? 0
        }
        return 0
    }

    private func structSequenceTypeSpec(
        _ spec: StructSequenceSpec, isInstantiable: Bool
    ) -> TypeSpec {
        TypeSpec(
            library: spec.name, base: .tuple, basicSize: 24, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.tupleSubclass
                | (isInstantiable ? 0 : TypeFlags.disallowInstantiation),
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, object throws(Raised) in
                        try interpreter.reduceStructSequence(object)
                    }
                }
            ],
            members: spec.fields.enumerated().compactMap { index, name in
                StructSequenceSpec.isUnnamed(name)
                    ? nil : MemberSpec(name, .object, offset: 24 + 8 * index)
            }
        ) { block in
            block.pointee.type.tp_repr = { raw in
                withObject(raw) { interpreter, object throws(Raised) in
                    try interpreter.structSequenceRepr(object)
                }
            }
            if isInstantiable { block.pointee.type.tp_new = Self.newStructSequenceSlot }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                for index in 0..<interpreter.structSequenceCount(Ref(raw).type, "n_fields") {
                    if let item = Ref(raw).tupleItems[index] { Ref(item).decref() }
                }
                interpreter.freeInstance(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let interpreter = Interpreter(containing: raw)
                for index in 0..<interpreter.structSequenceCount(Ref(raw).type, "n_fields") {
                    let status = visitReference(Ref(raw).tupleItems[index], visit, argument)
                    if status != 0 { return status }
                }
                return 0
            }
        }
    }

    private static var newStructSequenceSlot: NewSlot {
        { type, arguments, keywords in
            slotResult { () throws(Raised) in
                try Interpreter(containing: type).newStructSequence(
                    type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
            }
        }
    }

    private func newStructSequence(
        _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let values = try bind(
            ParameterList(
                function: "structseq", names: ["sequence", "dict"], required: 1,
                maximumPositional: 2), tuple: arguments, keywords: keywords)
        let given = values[0] ?? none
        guard given.type.pointee.tp_iter != nil || isSequence(given) else {
            throw raise(.typeError, "constructor requires a sequence")
        }
        let items = try tupleFromIterable(given)
        let extra = try values[1].flatMap { given throws(Raised) -> Ref? in
            guard given.isDict else {
                throw raise(
                    .typeError, "\(typeName(type))() takes a dict as second arg, if any")
            }
            return given
        }
        let visible = structSequenceCount(type, "n_sequence_fields")
        let total = structSequenceCount(type, "n_fields")
        let count = items.ref.itemCount
        guard count >= visible, count <= total else {
            let bound = visible == total ? "a" : count < visible ? "an at least" : "an at most"
            let limit = count < visible ? visible : total
            throw raise(
                .typeError,
                "\(typeName(type))() takes \(bound) \(limit)-sequence (\(count)-sequence given)")
        }
        var fields: [Ref] = (0..<count).map { items.ref.tupleItem($0) }
        let names = structSequenceNames(type)
        let unnamed = structSequenceCount(type, "n_unnamed_fields")
        while fields.count < total {
            let name =
                names.indices.contains(fields.count - unnamed)
                ? names[fields.count - unnamed] : nil
            var value: Ref?
            if let extra, let name { value = dictGet(extra, str: name) }
            fields.append(value ?? none)
        }
        // What has a place without a name is the whole number of a time that has the name.
        for index in (visible - unnamed)..<visible where fields[index + unnamed].isNone {
            fields[index + unnamed] = fields[index]
        }
        return try makeStructSequence(type, fields)
    }

    /// The names of the fields that have one, in order.
    private func structSequenceNames(_ type: TypePointer) -> [Ref] {
        guard let dict = type.pointee.tp_dict else { return [] }
        var names: [Ref] = []
        var position = 0
        while let (name, value, _) = dictNext(Ref(dict), &position) {
            if value.isExactly(.memberDescriptor) { names.append(name) }
        }
        return names
    }

    private func structSequenceRepr(_ object: Ref) throws(Raised) -> Owned {
        var parts: [String] = []
        let names = structSequenceNames(object.type)
        for index in 0..<object.itemCount {
            let value = try repr(object.tupleItem(index))
            let field = names.indices.contains(index) ? names[index].text : "?"
            parts.append("\(field)=\(value.ref.text)")
        }
        return try makeString(
            "\(typeName(object.type))(\(parts.joined(separator: ", ")))")
    }

    private func reduceStructSequence(_ object: Ref) throws(Raised) -> Owned {
        let tuple = try tupleSlice(object, from: 0, to: object.itemCount)
        let dict = try makeDict()
        let names = structSequenceNames(object.type)
        let unnamed = structSequenceCount(object.type, "n_unnamed_fields")
        let total = structSequenceCount(object.type, "n_fields")
        for index in object.itemCount..<max(total, object.itemCount)
        where names.indices.contains(index - unnamed) {
            let value = object.tupleItems[index].map { Ref($0) } ?? none
            try dictSet(dict.ref, names[index - unnamed], value)
        }
        let arguments = try makeTuple(tuple.ref, dict.ref)
        return try makeTuple(Ref(RawObject(object.type)), arguments.ref)
    }
}
