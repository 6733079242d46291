/// The exception that a `try` statement is handling, in a chain of one link a thread of control: the
/// program itself, then every generator that is running (`_PyErr_StackItem`).
///
/// A generator has its own link, so that an exception it handles stays with it while it is suspended.
@frozen
public struct HandledException {
    /// Owned; nil when nothing is handled at this level.
    public var value: RawObject?
    public var previous: UnsafeMutablePointer<HandledException>?

    @inlinable
    public init() {}
}

extension Interpreter {
    /// The innermost link, where `PUSH_EXC_INFO` and `POP_EXCEPT` work.
    @inline(__always)
    var handledLink: UnsafeMutablePointer<HandledException> {
        if let link = state.pointee.errors.handledLink { return link }
        return makeProgramLink()
    }

    /// The program's own link, in the static region; made when it is first asked for.
    @inline(never)
    private func makeProgramLink() -> UnsafeMutablePointer<HandledException> {
        let link = allocateStatic(MemoryLayout<HandledException>.size)
            .assumingMemoryBound(to: HandledException.self)
        link.initialize(to: HandledException())
        state.pointee.errors.handledLink = link
        return link
    }

    /// The exception that `raise` alone raises again, borrowed (`_PyErr_GetTopmostException`).
    public var topmostHandledException: Ref? {
        var link: UnsafeMutablePointer<HandledException>? = handledLink
        while let current = link {
            if let value = current.pointee.value, value != none.raw { return Ref(value) }
            link = current.pointee.previous
        }
        return nil
    }

    /// Makes a generator's link the innermost for as long as it runs.
    @inline(__always)
    func pushHandledLink(_ link: UnsafeMutablePointer<HandledException>) {
        link.pointee.previous = handledLink
        state.pointee.errors.handledLink = link
    }

    @inline(__always)
    func popHandledLink(_ link: UnsafeMutablePointer<HandledException>) {
        state.pointee.errors.handledLink = link.pointee.previous
        link.pointee.previous = nil
    }
}
