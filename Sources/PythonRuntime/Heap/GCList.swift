/// A circular list of GC heads, named by its own head, and equally a position in one.
///
/// The low bits of `_gc_prev` are flags of the object and stay with it; during a collection the rest of
/// `_gc_prev` counts references instead of linking. The low bit of `_gc_next` marks the unreachable.
struct GCNode: Equatable {
    let head: UnsafeMutablePointer<PyGC_Head>

    static var finalized: UInt { 1 }
    static var collecting: UInt { 2 }
    static var unreachableMark: UInt { 1 }
    private static var flags: UInt { 3 }

    @inline(__always)
    init(_ head: UnsafeMutablePointer<PyGC_Head>) { self.head = head }

    @inline(__always)
    init(object: RawObject) {
        head = (object - 16).assumingMemoryBound(to: PyGC_Head.self)
    }

    // SAFETY: links of a node in a list lead to nodes of the list; none is read outside one.
    @inline(__always)
    private init(bits: UInt) {
        head = UnsafeMutablePointer(bitPattern: bits).unsafelyUnwrapped
    }

    @inline(__always)
    private var bits: UInt { UInt(bitPattern: head) }

    @inline(__always)
    var object: RawObject { UnsafeMutableRawPointer(head) + 16 }

    @inline(__always)
    var next: GCNode {
        get { GCNode(bits: head.pointee._gc_next & ~GCNode.unreachableMark) }
        nonmutating set { head.pointee._gc_next = newValue.bits }
    }

    @inline(__always)
    var previous: GCNode {
        get { GCNode(bits: head.pointee._gc_prev & ~GCNode.flags) }
        nonmutating set {
            head.pointee._gc_prev = (head.pointee._gc_prev & GCNode.flags) | newValue.bits
        }
    }

    // MARK: Flags

    @inline(__always)
    var isTracked: Bool { head.pointee._gc_next != 0 }

    @inline(__always)
    var isFinalized: Bool { head.pointee._gc_prev & GCNode.finalized != 0 }

    @inline(__always)
    func setFinalized() { head.pointee._gc_prev |= GCNode.finalized }

    /// Whether the object belongs to those whose references are being counted, or is known garbage.
    @inline(__always)
    var isCollecting: Bool { head.pointee._gc_prev & GCNode.collecting != 0 }

    @inline(__always)
    func clearCollecting() { head.pointee._gc_prev &= ~GCNode.collecting }

    @inline(__always)
    var isMarkedUnreachable: Bool { head.pointee._gc_next & GCNode.unreachableMark != 0 }

    @inline(__always)
    func markUnreachable() { head.pointee._gc_next |= GCNode.unreachableMark }

    @inline(__always)
    func clearUnreachableMark() { head.pointee._gc_next &= ~GCNode.unreachableMark }

    // MARK: References not yet explained, kept in place of the link

    @inline(__always)
    var unexplainedReferences: Int { Int(bitPattern: head.pointee._gc_prev >> 2) }

    /// Starts counting: the object is being collected and has this many references.
    @inline(__always)
    func startCounting(_ references: Int) {
        head.pointee._gc_prev =
            (head.pointee._gc_prev & GCNode.finalized) | GCNode.collecting
            | (UInt(bitPattern: references) << 2)
    }

    @inline(__always)
    func setUnexplainedReferences(_ count: Int) {
        head.pointee._gc_prev =
            (head.pointee._gc_prev & GCNode.flags) | (UInt(bitPattern: count) << 2)
    }

    @inline(__always)
    func explainOneReference() { head.pointee._gc_prev &-= 4 }

    // MARK: As a list

    func makeEmpty() { head.initialize(to: PyGC_Head(_gc_next: bits, _gc_prev: bits)) }

    var isEmpty: Bool { next == self }

    /// The number of objects in the list.
    var count: Int {
        var count = 0
        var node = next
        while node != self {
            count += 1
            node = node.next
        }
        return count
    }

    /// Links a node that is in no list at the end.
    func append(_ node: GCNode) {
        let last = previous
        node.previous = last
        last.next = node
        node.next = self
        previous = node
    }

    /// Moves a node of another list to the end.
    func takeOver(_ node: GCNode) {
        let before = node.previous
        let after = node.next
        before.next = after
        after.previous = before
        append(node)
    }

    /// Moves all nodes of another list, in order, to the end.
    func takeAll(of other: GCNode) {
        guard !other.isEmpty else { return }
        let last = previous
        let otherFirst = other.next
        let otherLast = other.previous
        last.next = otherFirst
        otherFirst.previous = last
        otherLast.next = self
        previous = otherLast
        other.makeEmpty()
    }
}

extension Interpreter {
    /// The collector's list of that number (`CollectorList`).
    func gcList(_ number: Int) -> GCNode { GCNode(generationHead(number)) }
}
