import HeapTrace

/// The references an object holds that a picture shows.
struct ObjectParts {
    struct Part {
        var label: String?
        var key: Ref?
        var target: Ref?
        /// Whether it leads to the target without holding it.
        var isWeak = false
    }

    var shown: [Part] = []
    /// All there are, and how many of the shown ones come before the gap.
    var count = 0
    var headCount = 0
}

extension Interpreter {
    /// The items, entries, attributes or fields of an object; modules aren't descended into.
    func parts(of object: Ref, kind: ObjectKind, head: Int, tail: Int) -> ObjectParts {
        switch kind {
        case .list, .tuple:
            return sequenceParts(object, head: head, tail: tail)
        case .dict:
            return dictParts(object, head: head, tail: tail)
        case .set:
            return setParts(object, head: head, tail: tail)
        case .cell:
            let content = object.cellContent
            return ObjectParts(
                shown: [ObjectParts.Part(label: "contents", target: content.map(Ref.init))],
                count: 1, headCount: 1)
        case .instance:
            return instanceParts(object, head: head, tail: tail)
        case .function:
            return all(functionParts(object))
        case .type:
            return typeParts(object, head: head, tail: tail)
        case .iterator, .other:
            return fieldParts(object, head: head, tail: tail)
        default:
            return ObjectParts()
        }
    }

    func chosen(
        _ count: Int, head: Int, tail: Int, _ part: (Int) -> ObjectParts.Part
    ) -> ObjectParts {
        var parts = ObjectParts()
        parts.count = max(0, count)
        if parts.count <= head + tail {
            parts.shown = (0..<parts.count).map(part)
            parts.headCount = parts.count
        } else {
            parts.shown = (0..<head).map(part) + (parts.count - tail..<parts.count).map(part)
            parts.headCount = head
        }
        return parts
    }

    func all(_ parts: [ObjectParts.Part]) -> ObjectParts {
        ObjectParts(shown: parts, count: parts.count, headCount: parts.count)
    }

    func sequenceParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        chosen(object.itemCount, head: head, tail: tail) { index in
            let item =
                object.isList
                ? object.listFields.pointee.ob_item?[index] : object.tupleItems[index]
            return ObjectParts.Part(label: String(index), target: item.map(Ref.init))
        }
    }

    private func setParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        let count = max(0, object.raw.load(fromByteOffset: 24, as: Int.self))
        let showsAll = count <= head + tail
        var items = setItems(object, limit: showsAll ? count : head)
        if !showsAll { items += setItems(object, limit: tail, fromEnd: true).reversed() }
        return ObjectParts(
            shown: items.map { ObjectParts.Part(label: "", target: $0) }, count: count,
            headCount: showsAll ? items.count : head)
    }

    func dictParts(
        _ object: Ref, head: Int, tail: Int, areNames: Bool = false
    ) -> ObjectParts {
        let count = object.dictCount
        let showsAll = count <= head + tail
        var parts = ObjectParts(count: count, headCount: showsAll ? count : head)
        func add(_ entry: (key: Ref, value: Ref, hash: Int)) {
            // An attribute's name is no object that a picture shows.
            parts.shown.append(
                areNames && entry.key.isStr
                    ? ObjectParts.Part(label: entry.key.text, target: entry.value)
                    : ObjectParts.Part(key: entry.key, target: entry.value))
        }
        var position = 0
        while parts.shown.count < parts.headCount, let entry = dictNext(object, &position) {
            add(entry)
        }
        if !showsAll {
            for entry in lastEntries(of: object, tail) { add(entry) }
        }
        return parts
    }

    /// The last entries of a dict, without walking all of it.
    private func lastEntries(
        of dict: Ref, _ count: Int
    ) -> [(key: Ref, value: Ref, hash: Int)] {
        let end = dict.dictFields.pointee.ma_keys.pointee.dk_nentries
        var length = count
        while true {
            var position = max(0, end - length)
            let isWhole = position == 0
            var entries: [(key: Ref, value: Ref, hash: Int)] = []
            while let entry = dictNext(dict, &position) { entries.append(entry) }
            // Holes of removed entries may have left too few.
            if entries.count >= count || isWhole { return entries.suffix(count) }
            length *= 4
        }
    }

    /// The attributes of an instance: its inline values, or its dict.
    func attributeParts(_ object: Ref, head: Int, tail: Int) -> ObjectParts {
        let type = object.type
        if type.pointee.tp_flags & TypeFlags.managedDict != 0 {
            if let values = (object.raw - 32).load(as: UnsafeMutableRawPointer?.self) {
                return inlineParts(object, values, head: head, tail: tail)
            }
            guard let dict = (object.raw - 24).load(as: RawObject?.self) else {
                return ObjectParts()
            }
            return dictParts(Ref(dict), head: head, tail: tail, areNames: true)
        }
        let offset = type.pointee.tp_dictoffset
        guard offset > 0, let dict = object.raw.load(fromByteOffset: offset, as: RawObject?.self)
        else { return ObjectParts() }
        return dictParts(Ref(dict), head: head, tail: tail, areNames: true)
    }

    private func inlineParts(
        _ object: Ref, _ values: UnsafeMutableRawPointer, head: Int, tail: Int
    ) -> ObjectParts {
        guard let keys = cachedKeys(Ref(UnsafeMutableRawPointer(object.type))) else {
            return ObjectParts()
        }
        let slots = values.assumingMemoryBound(to: RawObject?.self)
        let count = Int(values.load(fromByteOffset: -2, as: UInt8.self))
        return chosen(count, head: head, tail: tail) { order in
            let index = dictValuesIndex(values, order: order)
            let name = keys.key(index).map { Ref($0).text } ?? "?"
            return ObjectParts.Part(label: name, target: slots[index].map(Ref.init))
        }
    }

    // MARK: Content

    /// What tells a changed object from an unchanged one, in a bounded number of steps.
    func content(of object: Ref) -> ObjectContent {
        switch kind(of: object) {
        case .list:
            let fields = object.listFields.pointee
            var hash = ContentHash(object.itemCount)
            if let items = fields.ob_item { hash.add(items, object.itemCount) }
            return ObjectContent(bufferSize: 8 * fields.allocated, fingerprint: hash.value)
        case .dict:
            let keys = object.dictFields.pointee.ma_keys
            return ObjectContent(
                bufferSize: keys == emptyDictKeys ? 0 : keys.byteCount,
                fingerprint: object.dictFields.pointee.ma_version_tag)
        case .set:
            let mask = object.raw.load(fromByteOffset: 32, as: Int.self)
            let table = object.raw.load(
                fromByteOffset: 40, as: UnsafeMutablePointer<RawObject?>.self)
            var hash = ContentHash(object.raw.load(fromByteOffset: 24, as: Int.self))
            hash.add(table, 2 * (mask + 1))
            return ObjectContent(
                bufferSize: ownSize(object) - object.type.pointee.tp_basicsize,
                fingerprint: hash.value)
        case .cell:
            return ObjectContent(
                bufferSize: 0, fingerprint: UInt64(UInt(bitPattern: object.cellContent)))
        case .instance, .function, .iterator, .type, .other:
            return ObjectContent(bufferSize: 0, fingerprint: partsFingerprint(object))
        default:
            return ObjectContent(bufferSize: 0, fingerprint: 0)
        }
    }

    private func partsFingerprint(_ object: Ref) -> UInt64 {
        let parts = parts(of: object, kind: kind(of: object), head: 64, tail: 64)
        var hash = ContentHash(parts.count)
        for part in parts.shown { hash.add(part.target?.raw) }
        return hash.value
    }
}

/// A number made from references: the first and the last ones stand for many.
struct ContentHash {
    private(set) var value: UInt64

    init(_ count: Int) { value = 0xcbf2_9ce4_8422_2325 ^ UInt64(bitPattern: Int64(count)) }

    mutating func add(_ reference: RawObject?) {
        value = (value ^ UInt64(UInt(bitPattern: reference))) &* 0x100_0000_01b3
        value ^= value >> 29
    }

    mutating func add(_ references: UnsafeMutablePointer<RawObject?>, _ count: Int) {
        let most = 128
        for index in 0..<max(0, min(count, most)) { add(references[index]) }
        guard count > most else { return }
        for index in max(most, count - most)..<count { add(references[index]) }
    }
}
