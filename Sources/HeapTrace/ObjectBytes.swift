/// One object's memory byte by byte: its own block first, then the separate blocks it points to.
///
/// Pointers are simulated addresses here, also in `bytes`, as a program sees them through `id()`.
public struct ObjectBytes: Hashable, Codable, Sendable {
    /// What was asked for: `a`, `a.x`, `a[0]`.
    public var expression: String
    public var typeName: String
    public var value: String
    /// What `id()` gives.
    public var address: UInt64
    /// `sys.getsizeof`.
    public var size: Int
    public var refcount: Int
    public var blocks: [BlockBytes]

    public init(
        expression: String, typeName: String, value: String, address: UInt64, size: Int,
        refcount: Int, blocks: [BlockBytes] = []
    ) {
        self.expression = expression
        self.typeName = typeName
        self.value = value
        self.address = address
        self.size = size
        self.refcount = refcount
        self.blocks = blocks
    }
}

/// A block of memory with the fields that lie in it, one behind another.
public struct BlockBytes: Hashable, Codable, Sendable {
    /// What it is: "list object", "ob_item: the items".
    public var title: String
    public var region: MemoryRegion
    /// The first byte.
    public var address: UInt64
    /// What offsets are counted from: the object's header, or where the pointer to the block leads.
    public var origin: UInt64
    /// The bytes of the allocator's block; 0 in static data.
    public var blockSize: Int
    public var fields: [ByteField]
    /// Bytes of the block behind the last field.
    public var unusedByteCount: Int

    public init(
        title: String, region: MemoryRegion, address: UInt64, origin: UInt64, blockSize: Int,
        fields: [ByteField] = [], unusedByteCount: Int = 0
    ) {
        self.title = title
        self.region = region
        self.address = address
        self.origin = origin
        self.blockSize = blockSize
        self.fields = fields
        self.unusedByteCount = unusedByteCount
    }
}

/// A field of a structure, or a run of bytes of one kind.
public struct ByteField: Hashable, Codable, Sendable {
    /// The structure it belongs to: `PyGC_Head`, `PyObject`, `PyListObject`.
    public var structure: String
    /// As CPython's source names it; empty for padding.
    public var name: String
    /// From the block's origin; negative before the header.
    public var offset: Int
    /// The bytes it has.
    public var count: Int
    /// Those bytes; empty where they are left out, or are addresses of the host's own code.
    public var bytes: [UInt8]
    /// What the bytes mean, in one line.
    public var value: String
    /// The index in `ObjectBytes.blocks` of the block a pointer leads to.
    public var targetBlock: Int?
    /// Whether it is a pointer that leads somewhere.
    public var isPointer: Bool
    /// How many fields of one kind this one stands for when they were left out; 0 for a field itself.
    public var omittedFieldCount: Int

    public init(
        structure: String, name: String, offset: Int, count: Int, bytes: [UInt8], value: String,
        targetBlock: Int? = nil, isPointer: Bool = false, omittedFieldCount: Int = 0
    ) {
        self.structure = structure
        self.name = name
        self.offset = offset
        self.count = count
        self.bytes = bytes
        self.value = value
        self.targetBlock = targetBlock
        self.isPointer = isPointer
        self.omittedFieldCount = omittedFieldCount
    }
}
