import PythonBytecode

/// What `sys.settrace` and `sys.setprofile` have set (`c_tracefunc`, `c_profilefunc` and their like in
/// `PyThreadState`), and the code units that lead running frames to them.
///
/// The eval loop knows nothing of tracing. A frame that is to be traced has a `DO_TRACING` where its
/// next instruction was; executing that puts the instruction back and goes on in `executeTraced`, one
/// instruction after another, for as long as something is set:
///
///     LOAD_FAST   CALL settrace   DO_TRACING   LOAD_GLOBAL …
///                 ▲ now           └─ detours: POP_TOP
public struct TracingState {
    /// The functions, owned; nil when none is set.
    var traceFunction: RawObject?
    var profileFunction: RawObject?
    /// While one takes the place of another.
    var isInstallingTrace = false
    var isInstallingProfile = false
    /// Calls of them that are running; while there are any, nothing is traced.
    var depth = 0
    /// What the innermost of these calls was told; outside of them as at the start of a frame.
    var event = TraceEvent.call
    /// Where an exception came up, for the frame that goes on at its handler.
    var raisedAt: UnsafeMutablePointer<UInt16>?
    /// The code units replaced.
    var detours: UnsafeMutablePointer<TracingDetour>?
    var detourCount = 0
    var detourCapacity = 0
    /// An exception came out of a trace function where a frame ends: no handler of that frame is asked.
    var leavesFrame = false

    /// The recorder is told of each line, call and return.
    var watchesLines = false

    var isSet: Bool { traceFunction != nil || profileFunction != nil || watchesLines }
    var isActive: Bool { isSet && depth == 0 }

    mutating func shareDetours(with other: TracingState) {
        detours = other.detours
        detourCount = other.detourCount
        detourCapacity = other.detourCapacity
    }
}

/// A code unit whose opcode is `DO_TRACING` for now.
struct TracingDetour {
    /// Owned.
    var code: RawObject
    var place: UnsafeMutablePointer<UInt16>
    var original: UInt16
}

/// What a trace function is called for (`PyTrace_CALL` and its like).
enum TraceEvent {
    case call, exception, line, `return`, nativeCall, nativeException, nativeReturn, opcode

    var text: StaticString {
        switch self {
        case .call: "call"
        case .exception: "exception"
        case .line: "line"
        case .return: "return"
        case .nativeCall: "c_call"
        case .nativeException: "c_exception"
        case .nativeReturn: "c_return"
        case .opcode: "opcode"
        }
    }
}
