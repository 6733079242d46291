/// The record of one running call (`_PyInterpreterFrame`, `Include/internal/pycore_frame.h`): 72
/// bytes, then the locals, cells and free variables, then the value stack.
///
/// Frames lie one behind another in chunks of the data stack, or inside a generator object. A
/// frame object, which programs can see, is made on demand only.
@frozen
public struct PyInterpreterFrame {
    /// Owned.
    public var f_func: RawObject?
    /// Borrowed from the function.
    public var f_globals: RawObject
    /// Borrowed from the function.
    public var f_builtins: RawObject
    /// Owned; the namespace of a module or class body, nil in a function.
    public var f_locals: RawObject?
    /// Owned.
    public var f_code: RawObject
    /// Owned; nil until someone looks at the frame.
    public var frame_obj: RawObject?
    public var previous: FramePointer?
    /// The code unit before the next instruction.
    public var prev_instr: UnsafeMutablePointer<UInt16>
    /// Slots in use, counted from the first local; valid while the frame isn't the running one.
    public var stacktop: Int32
    /// Whether returning from this frame leaves the eval loop.
    public var is_entry: Bool
    public var owner: FrameOwner

    @inlinable static var localsOffset: Int { 72 }
    /// `FRAME_SPECIALS_SIZE`, in slots.
    @inlinable static var specialsSize: Int { 9 }
}

public typealias FramePointer = UnsafeMutablePointer<PyInterpreterFrame>

/// `enum _frameowner`.
@frozen
public enum FrameOwner: Int8 {
    case thread = 0
    case generator = 1
    case frameObject = 2
}

extension FramePointer {
    /// The locals, then cells and free variables, then the stack.
    @inline(__always)
    var locals: UnsafeMutablePointer<RawObject?> {
        (UnsafeMutableRawPointer(self) + PyInterpreterFrame.localsOffset)
            .assumingMemoryBound(to: RawObject?.self)
    }

    @inline(__always)
    var code: UnsafeMutablePointer<PyCodeObject> {
        pointee.f_code.assumingMemoryBound(to: PyCodeObject.self)
    }

    @inline(__always)
    var stackBase: UnsafeMutablePointer<RawObject?> {
        locals + Int(code.pointee.co_nlocalsplus)
    }

    /// The code unit of the current instruction, counted from the first; -1 before it.
    var instructionIndex: Int {
        pointee.prev_instr - Ref(pointee.f_code).instructions
    }

    /// Whether the frame hasn't reached its first `RESUME` yet; it isn't shown then.
    var isIncomplete: Bool {
        pointee.owner != .generator
            && instructionIndex < Int(code.pointee._co_firsttraceable)
    }

    /// Sets everything but the link and the locals. Steals the function; `locals` is increfed.
    @inline(__always)
    func initialize(function: RawObject, locals namespace: RawObject?) {
        let fields = function.assumingMemoryBound(to: PyFunctionObject.self)
        let code = fields.pointee.func_code
        pointee.f_func = function
        Ref(code).incref()
        pointee.f_code = code
        pointee.f_builtins = fields.pointee.func_builtins
        pointee.f_globals = fields.pointee.func_globals
        if let namespace { Ref(namespace).incref() }
        pointee.f_locals = namespace
        pointee.stacktop = Ref(code).code.pointee.co_nlocalsplus
        pointee.frame_obj = nil
        pointee.prev_instr = Ref(code).instructions - 1
        pointee.is_entry = false
        pointee.owner = .thread
    }
}
