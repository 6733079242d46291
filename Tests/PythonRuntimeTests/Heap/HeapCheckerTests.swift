import Testing

@testable import PythonRuntime

/// Each test damages one thing, looks for the fault that tells of it, and mends it again.
@Suite struct HeapCheckerTests {
    let session: InterpreterSession
    var interpreter: Interpreter { session.interpreter }

    init() throws {
        session = try InterpreterSession(host: Host(write: { _, _ in }))
        #expect(session.interpreter.checkHeap() == [])
    }

    /// Two lists of which one holds the other twice.
    private func withLists(_ body: (Ref, Ref) -> Void) throws {
        let outer = try interpreter.makeList()
        let inner = try interpreter.makeList()
        try interpreter.listAppend(outer.ref, inner.ref)
        try interpreter.listAppend(outer.ref, inner.ref)
        body(outer.ref, inner.ref)
        #expect(interpreter.checkHeap() == [])
    }

    private func pool(of object: Ref) -> PoolPointer {
        let start = UInt(bitPattern: object.raw) & ~UInt(SmallBlocks.poolSize - 1)
        // SAFETY: the object lies in a pool, whose header is at its start.
        return UnsafeMutableRawPointer(bitPattern: start).unsafelyUnwrapped
            .assumingMemoryBound(to: PoolHeader.self)
    }

    @Test func aReferenceTooManyIsFound() throws {
        try withLists { _, inner in
            inner.header.pointee.ob_refcnt -= 2
            let faults = interpreter.checkHeap()
            #expect(faults.contains { $0.problem == "has refcount 1, but 2 references" })
            inner.header.pointee.ob_refcnt += 2
        }
    }

    @Test func aReferenceToNoObjectIsFound() throws {
        try withLists { outer, inner in
            outer.fields(PyListObject.self).pointee.ob_item?.pointee = inner.raw + 4
            let faults = interpreter.checkHeap()
            #expect(faults.contains { $0.problem == "is referred to, but is no object's place" })
            outer.fields(PyListObject.self).pointee.ob_item?.pointee = inner.raw
        }
    }

    @Test func aPoolThatCountsWronglyIsFound() throws {
        try withLists { _, inner in
            let pool = pool(of: inner)
            pool.pointee.usedCount += 1
            #expect(!interpreter.checkHeap().isEmpty)
            pool.pointee.usedCount -= 1
        }
    }

    @Test func aPoolWhoseFreeBlockLiesOutsideIsFound() throws {
        try withLists { _, inner in
            let pool = pool(of: inner)
            let kept = pool.pointee.freeBlock
            pool.pointee.freeBlock = UnsafeMutableRawPointer(pool) + SmallBlocks.poolSize
            #expect(!interpreter.checkHeap().isEmpty)
            pool.pointee.freeBlock = kept
        }
    }

    @Test func aLinkThatDoesNotLeadBackIsFound() throws {
        try withLists { _, inner in
            let node = GCNode(object: inner.raw)
            let kept = node.previous
            node.previous = kept.previous
            #expect(!interpreter.checkHeap().isEmpty)
            node.previous = kept
        }
    }
}
