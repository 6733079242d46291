import HeapTrace
import PythonBytecode

/// The parts whose length differs from object to object: digits, characters, items, instructions.
extension ObjectBytesBuilder {
    /// Adds what follows the fixed fields; returns where it ends.
    mutating func addVariablePart(_ base: BuiltinType, at start: Int, of structure: String) -> Int {
        switch base {
        case .int: return addDigits(structure)
        case .bytes:
            return addText(
                "ob_sval", at: start, count: max(0, object.itemCount), width: 1, of: structure)
        case .tuple:
            let count = max(0, object.itemCount)
            addRun(count) { builder, index in
                builder.add(
                    LayoutField("ob_item[\(index)]", at: start + 8 * index, size: 8, .object),
                    of: structure)
            } omitted: { head, number in
                (structure, "ob_item", start + 8 * head, 8 * number)
            }
            return start + 8 * count
        case .set, .frozenset:
            addSetEntries(
                "smalltable", at: start, count: SetLayout.minimumSize, origin: object.raw,
                structure)
            add(
                LayoutField(
                    "weakreflist", at: SetLayout.weakReferences, size: 8, .object),
                of: structure)
            return SetLayout.objectSize
        case .code: return addInstructions(at: start, structure)
        case .generator, .coroutine, .asyncGenerator: return addFrame(at: start)
        default: return fields.last.map { $0.offset + $0.count } ?? start
        }
    }

    /// Calls `body` for the head and the tail of a run; what is between them becomes one field.
    mutating func addRun(
        _ count: Int, head: Int = ObjectBytesBuilder.headCount,
        _ body: (inout ObjectBytesBuilder, Int) -> Void,
        omitted: (Int, Int) -> (structure: String, name: String, offset: Int, count: Int)
    ) {
        let tail = ObjectBytesBuilder.tailCount
        guard count > head + tail + 1 else {
            for index in 0..<max(0, count) { body(&self, index) }
            return
        }
        for index in 0..<head { body(&self, index) }
        let number = count - head - tail
        let gap = omitted(head, number)
        fields.append(
            ByteField(
                structure: gap.structure, name: gap.name + "[\(head)…\(count - tail - 1)]",
                offset: gap.offset, count: gap.count, bytes: [], value: "\(number) more",
                omittedFieldCount: number))
        for index in count - tail..<count { body(&self, index) }
    }

    // MARK: Numbers and text

    private mutating func addDigits(_ structure: String) -> Int {
        let count = max(1, abs(object.intSize))
        addRun(count) { builder, index in
            let offset = IntDigit.offset + 4 * index
            var field = builder.reader.read(
                LayoutField("ob_digit[\(index)]", at: offset, size: 4, .unsigned), of: structure,
                at: builder.object.raw)
            if index > 0 { field.value += " × 2^\(index * IntDigit.bits)" }
            builder.fields.append(field)
        } omitted: { head, number in
            (structure, "ob_digit", IntDigit.offset + 4 * head, 4 * number)
        }
        return IntDigit.offset + 4 * count
    }

    mutating func addString() -> Int {
        let state = object.strHeader.pointee.state
        var structure = "PyASCIIObject"
        add(LayoutField("length", \PyASCIIObject.length), of: structure)
        add(LayoutField("hash", \PyASCIIObject.hash, .hash), of: structure)
        add(LayoutField("state", \PyASCIIObject.state, .stringState), of: structure)
        addPadding(from: 36, to: 40)
        add(LayoutField("wstr", \PyASCIIObject.wstr, .address), of: structure)
        let isCompact = state & StrState.compact != 0
        if state & StrState.ascii != 0, isCompact {
            return addText(
                "data", at: 48, count: object.strCount, width: 1, of: structure)
        }
        structure = "PyCompactUnicodeObject"
        add(LayoutField("utf8_length", \PyCompactUnicodeObject.utf8_length), of: structure)
        add(LayoutField("utf8", \PyCompactUnicodeObject.utf8, .address), of: structure)
        add(LayoutField("wstr_length", \PyCompactUnicodeObject.wstr_length), of: structure)
        if isCompact {
            return addText(
                "data", at: 72, count: object.strCount, width: object.strKind, of: structure)
        }
        add(LayoutField("data", \PyUnicodeObject.data, .address), of: "PyUnicodeObject")
        return 80
    }

    /// Characters of one width and the NUL behind them, eight bytes a field.
    mutating func addText(
        _ name: String, at start: Int, count: Int, width: Int, of structure: String,
        in origin: UnsafeMutableRawPointer? = nil
    ) -> Int {
        let origin = origin ?? object.raw
        let width = max(width, 1)
        let each = 8 / width
        let total = count + 1
        addRun((total + each - 1) / each) { builder, row in
            let first = row * each
            let last = min(first + each, total)
            let place = origin + start + first * width
            let field = ByteField(
                structure: structure,
                name: last - first == 1 ? "\(name)[\(first)]" : "\(name)[\(first)…\(last - 1)]",
                offset: start + first * width, count: (last - first) * width,
                bytes: builder.reader.bytes(place, (last - first) * width),
                value: builder.characters(place, last - first, width, endsAtLast: last == total))
            builder.fields.append(field)
        } omitted: { head, number in
            (structure, name, start + 8 * head, 8 * number)
        }
        return start + total * width
    }

    private func characters(
        _ place: UnsafeRawPointer, _ count: Int, _ width: Int, endsAtLast: Bool
    ) -> String {
        var text = ""
        for index in 0..<(endsAtLast ? count - 1 : count) {
            let code: UInt32
            switch width {
            case 1: code = UInt32(place.load(fromByteOffset: index, as: UInt8.self))
            case 2:
                code = UInt32(place.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
            default: code = place.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
            }
            let scalar = code < 32 || code == 127 ? nil : Unicode.Scalar(code)
            text.unicodeScalars.append(scalar ?? "·")
        }
        if !endsAtLast { return "'\(text)'" }
        return text.isEmpty ? "NUL" : "'\(text)' NUL"
    }

    // MARK: Types, code, frames

    mutating func addType() -> Int {
        let layout = StructureLayout.type
        for field in layout.fields { add(field, of: layout.name) }
        guard object.typeFields.isHeapType else { return layout.size }
        let heap = StructureLayout.heapType
        for field in heap.fields { add(field, of: heap.name) }
        let slots = max(0, object.itemCount)
        if slots > 0 {
            fields.append(
                ByteField(
                    structure: heap.name, name: "members of __slots__", offset: heap.size,
                    count: 40 * slots, bytes: [], value: "\(slots) of 40 bytes"))
        }
        return heap.size + 40 * slots
    }

    private mutating func addInstructions(at start: Int, _ structure: String) -> Int {
        let instructions = object.instructions
        let count = max(0, object.itemCount)
        var caches = 0
        addRun(count) { builder, index in
            let unit = builder.interpreter.originalUnit(at: instructions + index)
            var value = "cache"
            if caches > 0 {
                caches -= 1
            } else {
                let opcode = Opcode(byte: UInt8(truncatingIfNeeded: unit))
                value = "\(opcode) \(unit >> 8)"
                caches = opcode.cacheCount
            }
            builder.fields.append(
                ByteField(
                    structure: structure, name: "co_code_adaptive[\(index)]",
                    offset: start + 2 * index, count: 2,
                    bytes: withUnsafeBytes(of: unit.littleEndian) { Array($0) }, value: value))
        } omitted: { head, number in
            caches = 0
            return (structure, "co_code_adaptive", start + 2 * head, 2 * number)
        }
        return start + 2 * count
    }

    /// The frame inside a generator: its fields, then the variables.
    private mutating func addFrame(at start: Int) -> Int {
        let structure = "_PyInterpreterFrame"
        let size = interpreter.ownSize(object)
        if object.generator.pointee.gi_frame_state.isFinished {
            addPadding(from: (fields.last?.offset ?? 0) + (fields.last?.count ?? 0), to: start)
            fields.append(
                ByteField(
                    structure: structure, name: "gi_iframe", offset: start, count: size - start,
                    bytes: [], value: "given up"))
            return size
        }
        for field in ObjectBytesBuilder.frameFields {
            var placed = field
            placed.offset += start
            add(placed, of: structure)
        }
        let variables = start + PyInterpreterFrame.localsOffset
        let code = Ref(object.generator.pointee.gi_code)
        let names = Ref(code.code.pointee.co_localsplusnames)
        addPadding(from: (fields.last?.offset ?? 0) + (fields.last?.count ?? 0), to: variables)
        for index in 0..<names.itemCount {
            let offset = variables + 8 * index
            let name = "localsplus: " + names.tupleItem(index).text
            add(LayoutField(name, at: offset, size: 8, .object), of: structure)
        }
        let stack = Int(code.code.pointee.co_stacksize)
        let offset = variables + 8 * names.itemCount
        if stack > 0 {
            fields.append(
                ByteField(
                    structure: structure, name: "localsplus: the stack", offset: offset,
                    count: 8 * stack, bytes: [], value: "room for \(stack)"))
        }
        return offset + 8 * stack
    }

    private static var frameFields: [LayoutField] {
        [
            LayoutField("f_func", \PyInterpreterFrame.f_func),
            LayoutField("f_globals", \PyInterpreterFrame.f_globals),
            LayoutField("f_builtins", \PyInterpreterFrame.f_builtins),
            LayoutField("f_locals", \PyInterpreterFrame.f_locals),
            LayoutField("f_code", \PyInterpreterFrame.f_code),
            LayoutField("frame_obj", \PyInterpreterFrame.frame_obj),
            LayoutField("previous", \PyInterpreterFrame.previous),
            LayoutField("prev_instr", \PyInterpreterFrame.prev_instr),
            LayoutField("stacktop", \PyInterpreterFrame.stacktop),
            LayoutField("is_entry", \PyInterpreterFrame.is_entry),
            LayoutField("owner", \PyInterpreterFrame.owner, .signed),
        ]
    }
}
