/// Something that happened to memory while a cell ran, tied to the line of the note that did it.
///
/// Events are kept for objects that a name or a drawn object held when the cell started or ended;
/// the temporaries of an expression are only counted.
public struct HeapEvent: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
        /// An object was made; `formerSerial` tells whose block it got when the block had held a drawn object.
        case made
        /// The last reference went and the block was given back.
        case freed
        /// The collector found it in a cycle and freed it.
        case collected
        /// Its finaliser, `__del__`, ran.
        case finalised
        /// Its finaliser, or another's, brought it back: it lives on.
        case resurrected
        /// A weak reference lost its referent, whose serial is `formerSerial` and whose type or value is
        /// `value`.
        case weakrefCleared
        /// The references to it changed from `oldCount` to `newCount`.
        case refcountChanged
        /// A separate buffer grew, shrank or moved: `oldCount` and `newCount` are its bytes.
        case resized
        /// Its value changed in place.
        case mutated
    }

    public var kind: Kind
    public var serial: ObjectSerial
    /// The line of the note, counted from 1; nil if no line was being run.
    public var line: Int?
    /// The object's type and value in one line, since it may be gone from every snapshot.
    public var typeName: String
    public var value: String
    public var address: UInt64
    /// The bytes of the block.
    public var blockSize: Int
    public var oldCount: Int?
    public var newCount: Int?
    public var formerSerial: ObjectSerial?
    /// For a freed block of an arena: whether the next allocation of that size class gets it, as the
    /// free list stood at the end of the cell.
    public var isNextToBeReused: Bool
    /// The free list of its type that took it instead of the allocator, such as "float".
    public var freeList: String?

    public init(
        kind: Kind, serial: ObjectSerial, line: Int?, typeName: String, value: String,
        address: UInt64, blockSize: Int, oldCount: Int? = nil, newCount: Int? = nil,
        formerSerial: ObjectSerial? = nil, isNextToBeReused: Bool = false, freeList: String? = nil
    ) {
        self.kind = kind
        self.serial = serial
        self.line = line
        self.typeName = typeName
        self.value = value
        self.address = address
        self.blockSize = blockSize
        self.oldCount = oldCount
        self.newCount = newCount
        self.formerSerial = formerSerial
        self.isNextToBeReused = isNextToBeReused
        self.freeList = freeList
    }
}
