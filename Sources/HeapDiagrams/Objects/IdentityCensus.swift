import HeapTrace

/// Decides which objects are drawn as cards: those whose identity matters.
///
/// A container, an instance or a large value always has a card. A small immutable value has one
/// when a name is bound to it, or when more than one place holds the very same object; otherwise
/// its value inside the slot says it all. Cached and interned values are shared by nature, so
/// sharing alone gives them no card; and where a name gives a cached one a card, slots still show the
/// value, or every 0 of a matrix would lead to it.
struct IdentityCensus {
    private(set) var cardSerials: Set<ObjectSerial> = []
    private let options: DiagramOptions
    private var onlyNames: Set<String>

    init(options: DiagramOptions) {
        self.options = options
        onlyNames = Set(options.names)
    }

    mutating func count(_ snapshot: HeapSnapshot) {
        var holders: [ObjectSerial: Int] = [:]
        for object in snapshot.objects {
            if object.kind.isDefinition { continue }
            for slot in object.slots {
                if let target = slot.target, !slot.isWeak { holders[target, default: 0] += 1 }
            }
        }
        for object in snapshot.objects {
            if !object.isInlinable {
                cardSerials.insert(object.serial)
            } else if !object.isCached, !object.isInterned, holders[object.serial, default: 0] > 1 {
                cardSerials.insert(object.serial)
            }
        }
        for frame in snapshot.frames {
            for name in frame.names {
                guard let target = name.target, options.admits(name.name, of: onlyNames) else {
                    continue
                }
                cardSerials.insert(target)
            }
        }
    }
}

extension DiagramOptions {
    /// Whether a name may be a root: one of those asked for, or no name of the machinery.
    func admits(_ name: String, of only: Set<String>) -> Bool {
        if !only.isEmpty { return only.contains(name) }
        return !(name.hasPrefix("__") && name.hasSuffix("__"))
    }
}

extension ObjectKind {
    /// What a program defines rather than computes: hidden unless asked for or involved.
    var isDefinition: Bool {
        switch self {
        case .function, .builtin, .type, .module, .code: return true
        default: return false
        }
    }
}

extension ObjectRecord {
    /// Whether slots show the value even if there is a card of it.
    var staysInline: Bool { isCached && isInlinable }

    /// Whether the value can stand in a slot in place of the object.
    var isInlinable: Bool {
        switch kind {
        case .none, .bool, .int, .float, .complex, .str, .bytes, .range, .slice:
            return !isValueCut && value.utf8.count <= 40
        case .tuple: return slotCount == 0 && isCached
        case .function: return slots.isEmpty
        case .builtin, .type, .module, .code: return true
        default: return false
        }
    }
}
