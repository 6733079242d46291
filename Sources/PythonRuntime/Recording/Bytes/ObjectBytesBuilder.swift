import HeapTrace

/// Copies the memory of one object field by field: its own block with what comes before the header, then
/// the separate blocks that are the object's own (a list's items, a dict's table, an instance's values).
///
///     −32  values, dict         pre-header, in classes whose instances have a __dict__
///     −16  _gc_next, _gc_prev   of objects the collector knows
///       0  ob_refcnt, ob_type   what id() gives
///          ob_size, fields of the type, items, __slots__
///
/// It reads and changes nothing. Long runs of items are shown by their head and tail.
struct ObjectBytesBuilder {
    let interpreter: Interpreter
    let reader: ByteReader
    let object: Ref
    var blocks: [BlockBytes] = []
    /// The fields of the block being copied.
    var fields: [ByteField] = []

    /// Items of a run that are shown at its ends.
    static let headCount = 16
    static let tailCount = 4

    static func build(
        _ interpreter: Interpreter, _ object: Ref, expression: String
    ) -> ObjectBytes {
        var builder = ObjectBytesBuilder(interpreter, object)
        builder.addObject()
        builder.addSeparateBlocks()
        let value = ObjectText.of(object, interpreter, limit: 60)
        return ObjectBytes(
            expression: expression, typeName: interpreter.shortTypeName(object.type),
            value: value.text, address: AddressSpace.simulatedAddress(of: object.raw),
            size: interpreter.sizeof(object), refcount: object.refcount, blocks: builder.blocks)
    }

    private init(_ interpreter: Interpreter, _ object: Ref) {
        self.interpreter = interpreter
        self.object = object
        reader = ByteReader(interpreter)
    }

    // MARK: The object's block

    private mutating func addObject() {
        addHead()
        let base = builtinBase
        addHeader(isVariable: ObjectBytesBuilder.variableTypes.contains(base))
        let end: Int
        if base == .str {
            end = addString()
        } else if base == .type {
            end = addType()
        } else if let layout = layoutOfBase {
            for field in layout.fields { add(field, of: layout.name) }
            end = addVariablePart(base, at: layout.size, of: layout.name)
        } else {
            end = fields.last.map { $0.offset + $0.count } ?? 16
        }
        let size = addRest(from: end)
        closeBlock(
            title: "\(interpreter.shortTypeName(object.type)) object", origin: object.raw,
            block: interpreter.block(of: object.raw), end: size)
    }

    /// Types whose instances count their items in `ob_size`.
    private static let variableTypes: Set<BuiltinType> = [
        .int, .bytes, .bytearray, .tuple, .list, .type, .code, .memoryview,
    ]

    /// The built-in type whose structure the object begins with.
    var builtinBase: BuiltinType {
        var type: TypePointer? = object.type
        while let current = type {
            if let builtin = interpreter.builtin(of: current) {
                if builtin == .str || builtin == .type || builtin == .memoryview { return builtin }
                if StructureLayout.layout(of: builtin) != nil { return builtin }
            }
            type = current.pointee.tp_base
        }
        return .object
    }

    private var layoutOfBase: StructureLayout? { StructureLayout.layout(of: builtinBase) }

    private mutating func addHead() {
        let head = interpreter.headSize(of: object)
        guard head > 0 else { return }
        if object.type.pointee.tp_flags & TypeFlags.managedDict != 0 {
            add(LayoutField("values", at: -32, size: 8, .address), of: "pre-header")
            add(LayoutField("dict", at: -24, size: 8, .object), of: "pre-header")
        }
        guard interpreter.isCollectable(object) else { return }
        var next = reader.read(
            LayoutField("_gc_next", at: -16, size: 8, .address), of: "PyGC_Head", at: object.raw)
        next.isPointer = false
        if next.value == "NULL" { next.value = "0: not tracked" }
        fields.append(next)
        fields.append(previousLink)
    }

    /// `_gc_prev`, whose low bits are flags.
    private var previousLink: ByteField {
        let word = (object.raw - 8).load(as: UInt.self)
        var field = ByteField(
            structure: "PyGC_Head", name: "_gc_prev", offset: -8, count: 8, bytes: [], value: "")
        let flags = word & 3
        let pointer = UnsafeRawPointer(bitPattern: word & ~3)
        if let pointer, let address = reader.simulated(pointer) {
            let whole = address | UInt64(flags)
            field.bytes = withUnsafeBytes(of: whole.littleEndian) { Array($0) }
            field.value = reader.hexadecimal(address)
        } else if pointer == nil {
            field.bytes = reader.bytes(object.raw - 8, 8)
            field.value = "0"
        } else {
            field.value = "in the interpreter's state"
        }
        if flags & 1 != 0 { field.value += ", finalised" }
        if flags & 2 != 0 { field.value += ", being collected" }
        return field
    }

    private mutating func addHeader(isVariable: Bool) {
        let structure = isVariable ? "PyVarObject" : "PyObject"
        add(LayoutField("ob_refcnt", at: 0, size: 8, .references), of: structure)
        add(LayoutField("ob_type", at: 8, size: 8, .object), of: structure)
        if isVariable {
            add(LayoutField("ob_size", at: 16, size: 8, .signed), of: structure)
        }
    }

    /// What subclasses added behind the base's part, then what has no table; returns the object's size.
    private mutating func addRest(from start: Int) -> Int {
        let type = object.type
        let size = max(start, ownSize)
        var members: [LayoutField] = []
        var current: TypePointer? = type
        while let class_ = current {
            if class_.isHeapType {
                for index in 0..<max(0, class_.object.itemCount) {
                    let member = class_.slotDefinitions[index]
                    let name = member.name.map { String(cString: $0) } ?? ""
                    members.append(LayoutField(name, at: member.offset, size: 8, .object))
                }
            }
            if class_.pointee.tp_dictoffset > 0 {
                members.append(
                    LayoutField("__dict__", at: class_.pointee.tp_dictoffset, size: 8, .object))
            }
            if class_.pointee.tp_weaklistoffset > 0 {
                members.append(
                    LayoutField(
                        "__weakref__", at: class_.pointee.tp_weaklistoffset, size: 8, .object))
            }
            current = class_.pointee.tp_base
        }
        members.sort { $0.offset < $1.offset }
        var offset = (start + 7) & ~7
        addPadding(from: start, to: min(offset, size))
        let name = interpreter.shortTypeName(type)
        while offset + 8 <= size {
            if let member = members.first(where: { $0.offset == offset }) {
                add(member, of: name)
            } else {
                addWord(at: offset, of: name)
            }
            offset += 8
        }
        addPadding(from: offset, to: size)
        return size
    }

    /// A word nothing is known of.
    private mutating func addWord(at offset: Int, of structure: String) {
        let word = (object.raw + offset).load(as: UInt.self)
        var field = LayoutField("", at: offset, size: 8, .unsigned)
        if let pointer = UnsafeRawPointer(bitPattern: word),
            reader.simulated(pointer) != nil || word >> 40 >= 0x40 && word >> 47 == 0
        {
            field.form = .address
        }
        add(field, of: structure)
    }

    /// The bytes of the object itself, without its head and without separate blocks.
    private var ownSize: Int {
        let type = object.type.pointee
        switch builtinBase {
        case .list, .dict, .set, .frozenset, .bytearray: return type.tp_basicsize
        case .type: return 0
        case .str:
            let isCompact = object.strHeader.pointee.state & StrState.compact != 0
            return isCompact ? 0 : type.tp_basicsize
        default: return interpreter.ownSize(object)
        }
    }

    // MARK: Blocks

    mutating func add(_ field: LayoutField, of structure: String) {
        if let last = fields.last, last.offset >= 0 {
            addPadding(from: last.offset + last.count, to: field.offset)
        }
        fields.append(reader.read(field, of: structure, at: object.raw))
    }

    mutating func addPadding(from start: Int, to end: Int) {
        guard end > start, start >= 0 else { return }
        fields.append(
            ByteField(
                structure: fields.last?.structure ?? "", name: "", offset: start,
                count: end - start, bytes: [], value: "padding"))
    }

    /// Ends a block; the fields so far are its.
    mutating func closeBlock(
        title: String, origin: UnsafeMutableRawPointer, block: BlockLocation, end: Int
    ) {
        let first = origin + (fields.first?.offset ?? 0)
        let start = block.start ?? first
        let unused = block.size == 0 ? 0 : max(0, start + block.size - (origin + end))
        blocks.append(
            BlockBytes(
                title: title, region: block.region,
                address: AddressSpace.simulatedAddress(of: start),
                origin: AddressSpace.simulatedAddress(of: origin), blockSize: block.size,
                fields: fields, unusedByteCount: unused))
        fields = []
    }
}
