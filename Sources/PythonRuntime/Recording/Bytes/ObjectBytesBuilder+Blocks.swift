import HeapTrace

/// The blocks besides the object's own: items of a list, a dict's table, values, a set's table, buffers.
extension ObjectBytesBuilder {
    mutating func addSeparateBlocks() {
        switch builtinBase {
        case .list: addListItems()
        case .dict: addDictBlocks(of: object, from: 0, keys: "ma_keys", values: "ma_values")
        case .set, .frozenset: addSetTable()
        case .bytearray: addByteArrayBuffer()
        case .str: addStringBuffers()
        default: addInstanceValues()
        }
    }

    /// The allocator's block that begins at an address, or holds it.
    private func location(of start: UnsafeMutableRawPointer) -> BlockLocation {
        let region = interpreter.region(of: start)
        switch region {
        case .rawHeap:
            let chunk = RawChunk.containing(block: start)
            return BlockLocation(
                region: region, start: start, size: chunk.size - RawChunk.headerSize)
        case .arenas: return interpreter.block(of: start)
        default: return BlockLocation(region: region, start: nil, size: 0)
        }
    }

    /// Makes the pointer field of that name in a block lead to the block that comes next.
    private mutating func point(_ field: String, of block: Int) {
        guard let index = blocks[block].fields.firstIndex(where: { $0.name == field }) else {
            return
        }
        blocks[block].fields[index].targetBlock = blocks.count
    }

    /// A field at its offset from a block's own origin.
    private mutating func add(
        _ field: LayoutField, of structure: String, in origin: UnsafeMutableRawPointer
    ) {
        fields.append(reader.read(field, of: structure, at: origin))
    }

    private mutating func addRoom(
        _ name: String, _ structure: String, at offset: Int, _ count: Int, width: Int
    ) {
        guard count > 0 else { return }
        fields.append(
            ByteField(
                structure: structure, name: name, offset: offset, count: count * width, bytes: [],
                value: "room for \(count) more", omittedFieldCount: count))
    }

    // MARK: Lists and buffers

    private mutating func addListItems() {
        let list = object.listFields.pointee
        guard let items = list.ob_item else { return }
        let origin = UnsafeMutableRawPointer(items)
        point("ob_item", of: 0)
        let count = max(0, min(list.ob_size, list.allocated))
        addRun(count) { builder, index in
            builder.add(
                LayoutField("ob_item[\(index)]", at: 8 * index, size: 8, .object),
                of: "PyObject *", in: origin)
        } omitted: { head, number in
            ("PyObject *", "ob_item", 8 * head, 8 * number)
        }
        addRoom("allocated", "PyObject *", at: 8 * count, list.allocated - count, width: 8)
        closeBlock(
            title: "ob_item, the items", origin: origin, block: location(of: origin),
            end: 8 * list.allocated)
    }

    private mutating func addByteArrayBuffer() {
        let array = object.byteArray.pointee
        guard let start = array.ob_bytes, array.ob_alloc > 0 else { return }
        point("ob_bytes", of: 0)
        let count = max(0, min(object.itemCount, array.ob_alloc - 1))
        let end = addText("ob_bytes", at: 0, count: count, width: 1, of: "char", in: start)
        addRoom("ob_alloc", "char", at: end, array.ob_alloc - end, width: 1)
        closeBlock(
            title: "ob_bytes, the buffer", origin: start, block: location(of: start),
            end: array.ob_alloc)
    }

    private mutating func addStringBuffers() {
        let state = object.strHeader.pointee.state
        let isCompact = state & StrState.compact != 0
        if !isCompact, let data = object.fields(PyUnicodeObject.self).pointee.data {
            point("data", of: 0)
            let end = addText(
                "data", at: 0, count: object.strCount, width: object.strKind, of: "characters",
                in: data)
            closeBlock(
                title: "data, the characters", origin: data, block: location(of: data), end: end)
        }
        guard state & StrState.ascii == 0 || !isCompact else { return }
        let compact = object.fields(PyCompactUnicodeObject.self).pointee
        guard let utf8 = compact.utf8 else { return }
        let start = UnsafeMutableRawPointer(utf8)
        if start == object.fields(PyUnicodeObject.self).pointee.data, !isCompact { return }
        point("utf8", of: 0)
        let end = addText(
            "utf8", at: 0, count: compact.utf8_length, width: 1, of: "char", in: start)
        closeBlock(
            title: "utf8, the text in UTF-8", origin: start, block: location(of: start), end: end)
    }

    // MARK: Dicts

    /// The table and the values of a dict; the fields that point to them are in block `block`.
    private mutating func addDictBlocks(
        of dict: Ref, from block: Int, keys keysField: String, values valuesField: String
    ) {
        let table = dict.dictFields.pointee
        point(keysField, of: block)
        addKeys(table.ma_keys)
        guard let values = table.ma_values else { return }
        point(valuesField, of: block)
        addValues(values, keys: table.ma_keys)
    }

    private mutating func addKeys(_ keys: DictKeys) {
        let origin = UnsafeMutableRawPointer(keys)
        let structure = "PyDictKeysObject"
        for field in ObjectBytesBuilder.keysFields { add(field, of: structure, in: origin) }
        addIndices(keys, structure)
        let start = keys.entriesStart - origin
        let width = keys.isUnicode ? 16 : 24
        let count = keys == interpreter.emptyDictKeys ? 0 : keys.pointee.dk_nentries
        let name = "dk_entries"
        addRun(count, head: 8) { builder, index in
            let offset = start + width * index
            let label = "\(name)[\(index)]"
            if width == 24 {
                builder.add(
                    LayoutField("\(label).me_hash", at: offset, size: 8, .signed), of: structure,
                    in: origin)
            }
            builder.add(
                LayoutField("\(label).me_key", at: offset + width - 16, size: 8, .object),
                of: structure, in: origin)
            builder.add(
                LayoutField("\(label).me_value", at: offset + width - 8, size: 8, .object),
                of: structure, in: origin)
        } omitted: { head, number in
            (structure, name, start + width * head, width * number)
        }
        let usable = keys == interpreter.emptyDictKeys ? 0 : dictUsable(keys.size)
        addRoom(name, structure, at: start + width * count, usable - count, width: width)
        closeBlock(
            title: keys == interpreter.emptyDictKeys
                ? "the table of all empty dicts"
                : keys.pointee.dk_kind == DictKind.split
                    ? "the keys the class's instances share" : "ma_keys, the table",
            origin: origin, block: location(of: origin), end: keys.byteCount)
    }

    private static var keysFields: [LayoutField] {
        [
            LayoutField("dk_refcnt", \PyDictKeysObject.dk_refcnt, .references),
            LayoutField("dk_log2_size", \PyDictKeysObject.dk_log2_size),
            LayoutField("dk_log2_index_bytes", \PyDictKeysObject.dk_log2_index_bytes),
            LayoutField("dk_kind", \PyDictKeysObject.dk_kind),
            LayoutField("", at: 11, size: 1, .opaque),
            LayoutField("dk_version", \PyDictKeysObject.dk_version),
            LayoutField("dk_usable", \PyDictKeysObject.dk_usable),
            LayoutField("dk_nentries", \PyDictKeysObject.dk_nentries),
        ]
    }

    /// The hash table proper: which entry each slot leads to.
    private mutating func addIndices(_ keys: DictKeys, _ structure: String) {
        let bytes = keys.entriesStart - keys.indices
        let width = max(1, bytes / max(1, keys.size))
        let each = max(1, 8 / width)
        let slots = keys == interpreter.emptyDictKeys ? 1 : keys.size
        addRun((slots + each - 1) / each, head: 8) { builder, row in
            let first = row * each
            let last = min(first + each, slots)
            let words = (first..<last).map { slot in
                let index = keys.index(at: slot)
                return index == DictIndex.empty
                    ? "–" : index == DictIndex.dummy ? "×" : String(index)
            }
            let offset = 32 + first * width
            let count = min(8, bytes - first * width)
            builder.fields.append(
                ByteField(
                    structure: structure,
                    name: last - first > 1
                        ? "dk_indices[\(first)…\(last - 1)]" : "dk_indices[\(first)]",
                    offset: offset, count: count,
                    bytes: builder.reader.bytes(UnsafeRawPointer(keys) + offset, count),
                    value: words.joined(separator: " ")))
        } omitted: { head, number in
            (structure, "dk_indices", 32 + 8 * head, 8 * number)
        }
    }

    // MARK: Instances

    private mutating func addInstanceValues() {
        guard object.type.pointee.tp_flags & TypeFlags.managedDict != 0 else { return }
        if let values = (object.raw - 32).load(as: UnsafeMutableRawPointer?.self) {
            guard let keys = interpreter.cachedKeys(object.type.object) else { return }
            point("values", of: 0)
            addValues(values, keys: keys)
        }
    }

    /// A values block: the order of insertion counts back from where the pointer leads.
    private mutating func addValues(_ values: UnsafeMutableRawPointer, keys: DictKeys) {
        let structure = "PyDictValues"
        let prefix = Int(values.load(fromByteOffset: -1, as: UInt8.self))
        let used = Int(values.load(fromByteOffset: -2, as: UInt8.self))
        let order = (0..<min(used, max(0, prefix - 2))).map { number in
            let index = interpreter.dictValuesIndex(values, order: number)
            return keys.key(index).map { Ref($0).text } ?? "?"
        }
        fields.append(
            ByteField(
                structure: structure, name: "order of insertion", offset: -prefix,
                count: max(0, prefix - 2),
                bytes: reader.bytes(values - prefix, max(0, prefix - 2)),
                value: order.isEmpty ? "none yet" : order.joined(separator: ", ")))
        add(LayoutField("values used", at: -2, size: 1, .unsigned), of: structure, in: values)
        add(LayoutField("prefix size", at: -1, size: 1, .unsigned), of: structure, in: values)
        let block = location(of: values - prefix)
        let capacity = max(0, (block.size - prefix) / 8)
        let count = min(capacity, keys.pointee.dk_nentries)
        addRun(count) { builder, index in
            let name = keys.key(index).map { Ref($0).text } ?? "?"
            builder.add(
                LayoutField("values[\(index)]: \(name)", at: 8 * index, size: 8, .object),
                of: structure, in: values)
        } omitted: { head, number in
            (structure, "values", 8 * head, 8 * number)
        }
        addRoom("values", structure, at: 8 * count, capacity - count, width: 8)
        closeBlock(
            title: "values, the attributes", origin: values, block: block, end: 8 * capacity)
    }

    // MARK: Sets

    private mutating func addSetTable() {
        let set = object.setFields.pointee
        guard set.table != object.smallSetTable else {
            for index in blocks[0].fields.indices where blocks[0].fields[index].name == "table" {
                blocks[0].fields[index].value += ", the small table"
            }
            return
        }
        let origin = UnsafeMutableRawPointer(set.table)
        point("table", of: 0)
        addSetEntries("table", at: 0, count: set.mask + 1, origin: origin, "setentry")
        closeBlock(
            title: "table, the entries", origin: origin, block: location(of: origin),
            end: 16 * (set.mask + 1))
    }

    mutating func addSetEntries(
        _ name: String, at start: Int, count: Int, origin: UnsafeMutableRawPointer,
        _ structure: String
    ) {
        addRun(count, head: 12) { builder, index in
            let place = origin + start + 16 * index
            let hash = place.load(fromByteOffset: 8, as: Int.self)
            var key = LayoutField("\(name)[\(index)].key", at: start + 16 * index, size: 8, .object)
            let isRemoved = place.load(as: RawObject?.self) == builder.interpreter.removedSetKey
            if isRemoved { key.form = .address }
            var field = builder.reader.read(key, of: structure, at: origin)
            if isRemoved { field.value = "removed" }
            builder.fields.append(field)
            var second = builder.reader.read(
                LayoutField(
                    "\(name)[\(index)].hash", at: start + 16 * index + 8, size: 8, .signed),
                of: structure, at: origin)
            second.value = String(hash)
            builder.fields.append(second)
        } omitted: { head, number in
            (structure, name, start + 16 * head, 16 * number)
        }
    }
}
