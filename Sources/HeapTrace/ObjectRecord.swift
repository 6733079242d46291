/// The identity of an object over its whole life: the number of its birth in its interpreter.
///
/// An address is used again after a free; a serial never is. Diagrams key boxes by it, so a box keeps
/// its place and a new object at an old address is seen to be new.
public struct ObjectSerial: Hashable, Comparable, Codable, Sendable {
    public let rawValue: Int

    public init(_ rawValue: Int) { self.rawValue = rawValue }

    public static func < (left: ObjectSerial, right: ObjectSerial) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The parts of the simulated address space, in the order of their addresses.
public enum MemoryRegion: String, Codable, Sendable, CaseIterable {
    /// `.data` of the interpreter: types, small ints, singletons, one-character strings.
    case staticData = "static"
    /// `malloc`'s heap: requests over 512 bytes.
    case rawHeap = "raw"
    /// pymalloc's arenas: everything up to 512 bytes.
    case arenas
    /// The data stack that holds the frames of running functions.
    case frameStack = "frames"
}

/// What an object is, as far as a picture of it differs.
public enum ObjectKind: String, Codable, Sendable {
    case none, bool, int, float, complex, str, bytes
    case list, tuple, dict, set, range, slice
    case function, builtin, type, module, instance, cell, code, iterator, exception, other
}

/// One object as it was when a snapshot was taken: a copy of what its bytes said.
public struct ObjectRecord: Hashable, Codable, Sendable {
    public var serial: ObjectSerial
    /// What `id()` gives: the simulated address of the object's header.
    public var address: UInt64
    public var region: MemoryRegion
    /// `sys.getsizeof`, in bytes: GC head and pre-header included, separate buffers as CPython counts them.
    public var size: Int
    /// The bytes of the block that holds it: the size class in an arena, the chunk in the raw heap,
    /// 0 in static data.
    public var blockSize: Int
    /// Where that block starts; before `address` when a GC head or pre-header comes first.
    public var blockAddress: UInt64
    public var refcount: Int
    /// The type's name as `type(x).__name__` gives it.
    public var typeName: String
    public var kind: ObjectKind
    /// The value in one line, as `repr` shows it, cut to a limit; `isValueCut` says so.
    public var value: String
    public var isValueCut: Bool
    /// Items, keys with values, attributes or other references, in the object's own order; only the
    /// head and the tail of a long one.
    public var slots: [ObjectSlot]
    /// The number of slots in all; more than `slots.count` when the middle was left out.
    public var slotCount: Int
    /// How many of `slots` come before the gap; equal to `slots.count` when nothing was left out.
    public var headSlotCount: Int
    /// A cached small int, a one-character string, a singleton: an object that is never freed.
    public var isCached: Bool
    /// An interned string.
    public var isInterned: Bool
    /// Who holds references that no slot or name of the snapshot shows: "constants of the code of cell 3".
    public var otherHolders: [String]

    public init(
        serial: ObjectSerial, address: UInt64, region: MemoryRegion, size: Int, blockSize: Int,
        blockAddress: UInt64, refcount: Int, typeName: String, kind: ObjectKind, value: String,
        isValueCut: Bool = false, slots: [ObjectSlot] = [], slotCount: Int = 0,
        headSlotCount: Int = 0, isCached: Bool = false, isInterned: Bool = false,
        otherHolders: [String] = []
    ) {
        self.serial = serial
        self.address = address
        self.region = region
        self.size = size
        self.blockSize = blockSize
        self.blockAddress = blockAddress
        self.refcount = refcount
        self.typeName = typeName
        self.kind = kind
        self.value = value
        self.isValueCut = isValueCut
        self.slots = slots
        self.slotCount = slotCount
        self.headSlotCount = headSlotCount
        self.isCached = isCached
        self.isInterned = isInterned
        self.otherHolders = otherHolders
    }
}

/// One reference an object holds.
public struct ObjectSlot: Hashable, Codable, Sendable {
    /// The index, the key's repr, the attribute or field name.
    public var label: String
    /// The key object of a dict's entry.
    public var key: ObjectSerial?
    /// The object referred to; nil for an empty slot, such as a cell without content.
    public var target: ObjectSerial?
    /// The target's value in one line, so that a small immutable value can be drawn inside the slot.
    public var value: String
    /// Whether it leads to the target without holding it, as a weak reference does.
    public var isWeak: Bool

    public init(
        label: String, key: ObjectSerial? = nil, target: ObjectSerial?, value: String,
        isWeak: Bool = false
    ) {
        self.label = label
        self.key = key
        self.target = target
        self.value = value
        self.isWeak = isWeak
    }
}
