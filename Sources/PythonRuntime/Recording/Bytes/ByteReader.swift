import HeapTrace

/// Reads fields out of the heap: their bytes, with pointers as simulated addresses, and what they mean.
struct ByteReader {
    let interpreter: Interpreter
    /// Characters of an object's value beside a pointer to it.
    private static let valueLength = 36

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    /// A field at its offset from `origin`.
    func read(_ field: LayoutField, of structure: String, at origin: UnsafeRawPointer) -> ByteField
    {
        let place = origin + field.offset
        var result = ByteField(
            structure: structure, name: field.name, offset: field.offset, count: field.size,
            bytes: bytes(place, field.size), value: "")
        switch field.form {
        case .object, .address: readPointer(place, isObject: field.form == .object, &result)
        case .opaque:
            result.bytes = []
            if field.name.isEmpty { result.value = "padding" }
        default: result.value = text(of: field, place)
        }
        return result
    }

    func bytes(_ place: UnsafeRawPointer, _ count: Int) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: place, count: max(0, count)))
    }

    // MARK: Pointers

    /// A pointer as a program would see it; nil if it leads out of the simulated memory.
    func simulated(_ pointer: UnsafeRawPointer) -> UInt64? {
        let offset = Int(bitPattern: pointer) &- Int(bitPattern: interpreter.base)
        guard offset >= AddressSpace.staticStart, offset < AddressSpace.size else { return nil }
        return AddressSpace.simulatedAddress(of: pointer)
    }

    private func readPointer(_ place: UnsafeRawPointer, isObject: Bool, _ field: inout ByteField) {
        guard let pointer = place.load(as: UnsafeMutableRawPointer?.self) else {
            field.value = "NULL"
            return
        }
        guard let address = simulated(pointer) else {
            field.bytes = []
            field.value = outside(pointer)
            return
        }
        field.bytes = withUnsafeBytes(of: address.littleEndian) { Array($0) }
        field.isPointer = true
        field.value = isObject ? describe(Ref(pointer)) : hexadecimal(address)
    }

    /// A pointer into the interpreter's own state, or to its code.
    private func outside(_ pointer: UnsafeMutableRawPointer) -> String {
        let offset = Int(bitPattern: pointer) &- Int(bitPattern: interpreter.base)
        if offset >= 0, offset < AddressSpace.staticStart { return "in the interpreter's state" }
        return "the interpreter's own code"
    }

    /// What a pointer to an object leads to: "list [1, 2]", "type int".
    func describe(_ object: Ref) -> String {
        if object.isType { return "type " + interpreter.shortTypeName(object.typeFields) }
        let value = ObjectText.of(object, interpreter, limit: ByteReader.valueLength).text
        let type = interpreter.shortTypeName(object.type)
        return value.hasPrefix("<") || type == "NoneType" ? value : type + " " + value
    }

    func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

    // MARK: Numbers

    private func text(of field: LayoutField, _ place: UnsafeRawPointer) -> String {
        switch field.form {
        case .double: return pythonText(of: place.loadUnaligned(as: Double.self))
        case .flag: return place.load(as: UInt8.self) == 0 ? "false" : "true"
        case .references: return references(place.loadUnaligned(as: Int.self))
        case .hash:
            let hash = place.loadUnaligned(as: Int.self)
            return hash == -1 ? "−1: not computed" : String(hash)
        case .stringState: return stringState(place.loadUnaligned(as: UInt32.self))
        case .signed: return String(signed(place, field.size))
        case .unsigned: return String(unsigned(place, field.size))
        default: return ""
        }
    }

    private func references(_ count: Int) -> String {
        count == 1 ? "1 reference" : "\(count) references"
    }

    private func signed(_ place: UnsafeRawPointer, _ size: Int) -> Int {
        switch size {
        case 1: Int(place.load(as: Int8.self))
        case 2: Int(place.loadUnaligned(as: Int16.self))
        case 4: Int(place.loadUnaligned(as: Int32.self))
        default: place.loadUnaligned(as: Int.self)
        }
    }

    private func unsigned(_ place: UnsafeRawPointer, _ size: Int) -> UInt64 {
        switch size {
        case 1: UInt64(place.load(as: UInt8.self))
        case 2: UInt64(place.loadUnaligned(as: UInt16.self))
        case 4: UInt64(place.loadUnaligned(as: UInt32.self))
        default: place.loadUnaligned(as: UInt64.self)
        }
    }

    /// The bit fields of `PyASCIIObject.state`.
    private func stringState(_ state: UInt32) -> String {
        var parts: [String] = []
        switch state & StrState.internedMask {
        case 0: parts.append("not interned")
        case 1: parts.append("interned")
        default: parts.append("interned for good")
        }
        parts.append("kind \(state >> 2 & 7)")
        if state & StrState.compact != 0 { parts.append("compact") }
        if state & StrState.ascii != 0 { parts.append("ascii") }
        if state & StrState.ready != 0 { parts.append("ready") }
        return parts.joined(separator: ", ")
    }
}

extension Ref {
    /// The object as a type; the caller knows that it is one.
    var typeFields: TypePointer { raw.assumingMemoryBound(to: PyTypeObject.self) }
}
