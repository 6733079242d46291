import PythonRuntime

/// Laying out the fields of a structure or union (`Modules/_ctypes/stgdict.c`, `PyCField_FromDesc` in `cfield.c`).
///
/// A field goes to the next offset that suits its alignment, which `_pack_` bounds. A bit field goes into the unit that
/// the last one opened while it has bits left; into that unit made larger, if its own type is larger; or opens a new one.
struct FieldLayout {
    var size = 0
    var offset = 0
    /// Bits of the open unit, and how many of them are taken; no unit is open at 0.
    var unitBits = 0
    var usedBits = 0
    let pack: Int
    let isSwapped: Bool

    /// What was decided for one field.
    struct Place {
        var offset: Int
        var size: Int
        var align: Int
    }

    /// Places a field that isn't a bit field.
    mutating func place(_ size: Int, align wanted: Int) -> Place {
        (unitBits, usedBits) = (0, 0)
        let align = aligned(wanted)
        let place = Place(offset: offset, size: size, align: align)
        advance(size)
        return place
    }

    /// Places a field of so many bits.
    mutating func place(bits: Int, of size: Int, align wanted: Int) -> Place {
        let typeBits = size * 8
        var align = 0
        if unitBits > 0, typeBits <= unitBits, usedBits + bits <= unitBits {
            // The open unit has room for it.
        } else if unitBits > 0, typeBits >= unitBits, usedBits + bits <= typeBits {
            advance(size - unitBits / 8)
            unitBits = typeBits
        } else {
            unitBits = typeBits
            usedBits = 0
            align = aligned(wanted)
            advance(size)
        }
        let first = isSwapped ? unitBits - usedBits - bits : usedBits
        usedBits += bits
        return Place(offset: offset - size, size: bits << 16 + first, align: align)
    }

    private mutating func aligned(_ wanted: Int) -> Int {
        let align = pack > 0 ? min(pack, wanted) : wanted
        if align > 0, offset % align != 0 { advance(align - offset % align) }
        return align
    }

    private mutating func advance(_ count: Int) {
        offset &+= count
        size &+= count
    }
}

extension Interpreter {
    /// Gives a class its fields: descriptors, size, alignment and format. That can be done once.
    func layOutFields(_ cls: TypePointer, _ fields: Ref, isUnion: Bool) throws(Raised) {
        let isSwapped = try optionalAttribute(cls.asRef, "_swappedbytes_") != nil
        let pack = try packing(cls)
        guard isSequence(fields) else {
            throw raise(.typeError, "_fields_ must be a sequence of pairs")
        }
        let count = try length(fields)
        guard let storage = storage(cls) else {
            throw raise(.typeError, "ctypes state is not initialized")
        }
        if storage.pointee.flags & StorageFlags.isFinal != 0 {
            throw raise(.attributeError, "_fields_ is final")
        }
        var builder = StructureBuilder(
            self, cls, storage, isUnion: isUnion, pack: pack, isSwapped: isSwapped)
        for number in 0..<count {
            let index = try makeInt(number)
            let pair = try getItem(fields, index.ref)
            try builder.add(number, pair.ref)
        }
        try builder.finish(count)
        try addAnonymousFields(cls)
    }

    /// `_pack_`; nil if the class has none.
    private func packing(_ cls: TypePointer) throws(Raised) -> Int? {
        guard let given = try optionalAttribute(cls.asRef, "_pack_") else { return nil }
        if isIndex(given.ref), let pack = try index(given.ref).ref.intValue, pack >= 0,
            pack <= Int(Int32.max)
        {
            return pack
        }
        throw raise(.valueError, "_pack_ must be a non-negative integer")
    }
}

/// A structure's description while its fields are added.
private struct StructureBuilder {
    let interpreter: Interpreter
    let cls: TypePointer
    let storage: StoragePointer
    let isUnion: Bool
    let isPacked: Bool
    var layout: FieldLayout
    var align = 1
    var unionSize = 0
    var length = 0
    var format: String

    init(
        _ interpreter: Interpreter, _ cls: TypePointer, _ storage: StoragePointer, isUnion: Bool,
        pack: Int?, isSwapped: Bool
    ) {
        self.interpreter = interpreter
        self.cls = cls
        self.storage = storage
        self.isUnion = isUnion
        isPacked = pack != nil
        layout = FieldLayout(pack: pack ?? 0, isSwapped: isSwapped)
        format = isUnion || pack != nil ? "B" : "T{"
        if isUnion { storage.pointee.flags |= StorageFlags.hasUnion }
        guard let base = cls.pointee.tp_base, let inherited = interpreter.storage(base) else {
            return
        }
        let kinds = StorageFlags.hasUnion | StorageFlags.hasBitField
        storage.pointee.flags |= inherited.pointee.flags & kinds
        layout.size = inherited.pointee.size
        layout.offset = inherited.pointee.size
        align = max(1, inherited.pointee.align)
        length = inherited.pointee.length
    }

    private var hasFormat: Bool { !isUnion && !isPacked }

    mutating func add(_ number: Int, _ pair: Ref) throws(Raised) {
        guard pair.isTuple, pair.itemCount == 2 || pair.itemCount == 3, pair.tupleItem(0).isStr,
            pair.itemCount == 2 || pair.tupleItem(2).isInt
        else {
            throw interpreter.raise(
                .typeError, "_fields_ must be a sequence of (name, C type) pairs")
        }
        let type = pair.tupleItem(1)
        guard let item = interpreter.storage(ofClass: type) else {
            throw interpreter.raise(
                .typeError, "second item in _fields_ tuple (index \(number)) must be a C type")
        }
        note(item)
        var bits: Int?
        if pair.itemCount == 3 { bits = try bitCount(pair.tupleItem(2), item, type) }
        if isUnion { (layout.size, layout.offset) = (0, 0) }
        let place =
            bits.map { layout.place(bits: $0, of: item.pointee.size, align: item.pointee.align) }
            ?? layout.place(item.pointee.size, align: item.pointee.align)
        unionSize = max(unionSize, layout.size)
        align = max(align, place.align)
        if hasFormat { addFormat(item, pair.tupleItem(0).text) }
        let field = try interpreter.makeField(type, number, place.offset, place.size)
        try interpreter.setAttribute(cls.asRef, pair.tupleItem(0), field.ref)
    }

    private func note(_ item: StoragePointer) {
        let pointers = StorageFlags.isPointer | StorageFlags.hasPointer
        if item.pointee.flags & pointers != 0 { storage.pointee.flags |= StorageFlags.hasPointer }
        let kinds = StorageFlags.hasUnion | StorageFlags.hasBitField
        storage.pointee.flags |= item.pointee.flags & kinds
        item.pointee.flags |= StorageFlags.isFinal
    }

    private func bitCount(
        _ given: Ref, _ item: StoragePointer, _ type: Ref
    ) throws(Raised) -> Int {
        storage.pointee.flags |= StorageFlags.hasBitField
        let code = item.pointee.setfunc
        guard item.pointee.paramfunc == CTypeKind.simple.rawValue, code.isInteger else {
            let name = interpreter.typeName(type.typePointer)
            throw interpreter.raise(.typeError, "bit fields not allowed for type \(name)")
        }
        guard let bits = given.intValue, bits > 0, bits <= item.pointee.size * 8 else {
            throw interpreter.raise(.valueError, "number of bits invalid for bit field")
        }
        return bits
    }

    /// Padding isn't told.
    private mutating func addFormat(_ item: StoragePointer, _ name: String) {
        format += interpreter.shapedFormat(item) + ":" + name + ":"
    }

    mutating func finish(_ count: Int) throws(Raised) {
        let size = isUnion ? unionSize : layout.size
        let whole = (size &+ align &- 1) / align &* align
        if hasFormat { format += "}" }
        try interpreter.setFormat(storage, format)
        storage.pointee.align = align
        storage.pointee.size = whole
        storage.pointee.ffi_size = whole
        storage.pointee.length = length + count
        if storage.pointee.flags & StorageFlags.isFinal != 0 {
            throw interpreter.raise(
                .attributeError, "Structure or union cannot contain itself")
        }
        storage.pointee.flags |= StorageFlags.isFinal
    }
}
