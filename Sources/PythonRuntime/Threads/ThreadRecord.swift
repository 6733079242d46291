/// One thread of the program (`PyThreadState`, `Python/pystate.c`).
///
/// All threads share the interpreter's state, and exactly one of them runs. What belongs to a thread lies
/// in the state while it runs, where the eval loop and all other code find it, and in its record
/// while it doesn't; a switch swaps the two. The host thread of a record is nothing but its stack.
///
///     InterpreterState: frame, raised exception, depth … ◀─ the running thread
///                        ▲ │ swapped at a switch
///     records   main ─▶ first started ─▶ second ─▶ …        in order of their start
///     ready     second ─▶ main                              in order of their turns
///
/// Records are memory of the host, made with the first thread that a program starts: the first is main's.
/// Every field is trivial.
struct ThreadRecord {
    /// `threading.get_ident()`.
    let identifier: Int
    /// How many threads were started before it, main included; never used again.
    var number = 0
    var status = ThreadStatus.ready
    var next: ThreadPointer?
    var nextReady: ThreadPointer?
    /// What a waiting thread waits for: the address of a lock or the like; nil for time alone.
    var waitKey: UnsafeRawPointer?
    /// When the wait ends by itself, on the program's clock.
    var deadline = Int.max
    /// Which of several waiting threads came first.
    var waitOrder = 0
    /// Whether the thread was woken before and found the lock taken again: it is then given the lock
    /// itself, so that no order of turns keeps it out for ever.
    var insists = false
    var outcome = WaitOutcome.woken
    var suspended = SuspendedThread()
    /// The thread's own link of exceptions being handled.
    var handled = HandledException()
    /// A weak reference, owned, to the lock that is released when the thread is over.
    var sentinel: RawObject?
    /// What the thread calls, owned.
    var function: RawObject?
    var arguments: RawObject?
    var keywords: RawObject?
    // SAFETY: retained when the record is made, released when it is freed.
    let host: Unmanaged<HostThread>
}

typealias ThreadPointer = UnsafeMutablePointer<ThreadRecord>

enum ThreadStatus: UInt8 {
    case running
    case ready
    case waiting
    case ended
}

/// How a thread's wait ended.
public enum WaitOutcome: UInt8, Sendable {
    /// What it waits for may be had: it looks again.
    case woken
    /// What it waited for was handed to it.
    case granted
    case timedOut
    /// A signal came, whose handler has run; the wait may go on.
    case interrupted
    /// Every thread waits for another. Main is told, and ends the program.
    case deadlocked
}

/// What a thread has in the interpreter's state while it runs.
struct SuspendedThread {
    var currentFrame: FramePointer?
    var chunk: UnsafeMutablePointer<StackChunk>?
    var dataStackTop: UnsafeMutablePointer<RawObject?>?
    var dataStackLimit: UnsafeMutablePointer<RawObject?>?
    var depth = 0
    var skipsTraceback = false
    var raised: RawObject?
    var handledLink: UnsafeMutablePointer<HandledException>?
    var nativeDepth = 0
    var nativeDepthLimit = DeepStack.levelsOfThread
    var deferred = DeferredDeallocationState()
    var representation = ReprState()
    var asyncHooks = AsyncGeneratorHooks()
    var own = ThreadOwnState()
    var tracing = TracingState()

    init() {}

    /// Takes the running thread's part out of the state.
    init(_ state: UnsafeMutablePointer<InterpreterState>) {
        currentFrame = state.pointee.evaluation.currentFrame
        chunk = state.pointee.evaluation.chunk
        dataStackTop = state.pointee.evaluation.dataStackTop
        dataStackLimit = state.pointee.evaluation.dataStackLimit
        depth = state.pointee.evaluation.depth
        skipsTraceback = state.pointee.evaluation.skipsTraceback
        raised = state.pointee.errors.current
        handledLink = state.pointee.errors.handledLink
        nativeDepth = state.pointee.limits.nativeDepth
        nativeDepthLimit = state.pointee.limits.nativeDepthLimit
        deferred = state.pointee.deferred
        representation = state.pointee.representation
        asyncHooks = state.pointee.asyncHooks
        own = state.pointee.thread
        tracing = state.pointee.tracing
    }

    func restore(to state: UnsafeMutablePointer<InterpreterState>) {
        state.pointee.evaluation.currentFrame = currentFrame
        state.pointee.evaluation.chunk = chunk
        state.pointee.evaluation.dataStackTop = dataStackTop
        state.pointee.evaluation.dataStackLimit = dataStackLimit
        state.pointee.evaluation.depth = depth
        state.pointee.evaluation.skipsTraceback = skipsTraceback
        state.pointee.errors.current = raised
        state.pointee.errors.handledLink = handledLink
        state.pointee.limits.nativeDepth = nativeDepth
        state.pointee.limits.nativeDepthLimit = nativeDepthLimit
        state.pointee.deferred = deferred
        state.pointee.representation = representation
        state.pointee.asyncHooks = asyncHooks
        state.pointee.thread = own
        // The code that is led aside is the same for all threads.
        var ownTracing = tracing
        ownTracing.shareDetours(with: state.pointee.tracing)
        state.pointee.tracing = ownTracing
    }
}

/// What belongs to the running thread and to no other part of the state.
public struct ThreadOwnState {
    /// The context of `contextvars` the thread runs in, owned; nil until it is first asked for.
    public var currentContext: RawObject?
    /// What another thread wants this one to raise, owned.
    var asynchronousException: RawObject?

    public init() {}
}
