import PythonBytecode

/// The registers of the eval loop: what `Python/ceval.c` keeps in local variables.
///
/// The loop holds one as a local variable and calls handlers on it that are inlined all together, so
/// its fields live in machine registers. Therefore no handler passes the machine to a function that
/// isn't inlined: slow paths are methods of `Interpreter` that take and give back values.
///
///     locals ─▶ │ a │ b │ cell │ … │ stack ──▶        │
///               frame + 72                  ▲ stackPointer: the next free slot
///
/// Every slot below `stackPointer` is an owned reference or nil. An instruction that raises leaves
/// its operands on the stack, or takes them off and releases them; unwinding releases the rest.
struct EvaluationMachine {
    let interpreter: Interpreter
    var frame: FramePointer
    /// The last code unit of the current instruction that has been read: what the next fetch steps
    /// over. One pointer serves for the instruction, its caches and the next one.
    var instructionPointer: UnsafeMutablePointer<UInt16>
    var stackPointer: UnsafeMutablePointer<RawObject?>
    /// The items of `co_consts`.
    var constants: UnsafeMutablePointer<RawObject?>
    /// The argument of the current instruction, `EXTENDED_ARG`s included.
    var argument: Int
    /// The names of keyword arguments for the next `CALL`, borrowed from the constants.
    var keywordNames: RawObject?

    @inline(__always)
    init(_ interpreter: Interpreter, _ frame: FramePointer) {
        self.interpreter = interpreter
        self.frame = frame
        instructionPointer = frame.pointee.prev_instr
        stackPointer = frame.locals + Int(frame.pointee.stacktop)
        constants = Ref(frame.code.pointee.co_consts).tupleItems
        argument = 0
        keywordNames = nil
    }

    @inline(__always)
    var locals: UnsafeMutablePointer<RawObject?> { frame.locals }

    /// Takes the state of a frame that was suspended, or is new.
    @inline(__always)
    mutating func load(_ frame: FramePointer) {
        self.frame = frame
        instructionPointer = frame.pointee.prev_instr
        stackPointer = frame.locals + Int(frame.pointee.stacktop)
        constants = Ref(frame.code.pointee.co_consts).tupleItems
    }

    /// Puts the state into the frame, to go on later after the current instruction's caches.
    @inline(__always)
    func save() {
        frame.pointee.prev_instr = instructionPointer
        frame.pointee.stacktop = Int32(truncatingIfNeeded: stackPointer - frame.locals)
    }

    // MARK: The stack

    @inline(__always)
    mutating func push(_ raw: RawObject?) {
        stackPointer.pointee = raw
        stackPointer += 1
    }

    @inline(__always)
    mutating func push(_ owned: consuming Owned) {
        push(owned.take())
    }

    /// Pushes a new reference.
    @inline(__always)
    mutating func pushCopy(_ ref: Ref) {
        ref.incref()
        push(ref.raw)
    }

    // SAFETY: the compiler's stack effects promise that a value is there; slots that can be nil
    // are read through `stackPointer` itself.
    @inline(__always)
    mutating func pop() -> RawObject {
        stackPointer -= 1
        return stackPointer.pointee.unsafelyUnwrapped
    }

    /// The value so many slots below the top, borrowed; 1 is the top.
    @inline(__always)
    func peek(_ depth: Int) -> Ref { Ref((stackPointer - depth).pointee.unsafelyUnwrapped) }

    @inline(__always)
    mutating func drop(_ count: Int) { stackPointer -= count }

    /// Puts another value into the top slot, without releasing what is there.
    @inline(__always)
    func setTop(_ raw: RawObject?) { (stackPointer - 1).pointee = raw }

    /// Puts two values where the top one is, without releasing that.
    ///
    /// Both stores go through one base with offsets upwards: where a store to the slot below the stack
    /// pointer was followed by one at it, optimised builds of Swift 6.3 dropped the first.
    @inline(__always)
    mutating func replaceTop(with first: RawObject?, _ second: RawObject?) {
        let slots = stackPointer - 1
        slots[0] = first
        slots[1] = second
        stackPointer = slots + 2
    }

    /// Pops and releases one value.
    @inline(__always)
    mutating func popAndRelease() { Ref(pop()).decref() }

    @inline(__always)
    func name(_ index: Int) -> Ref {
        Ref(frame.code.pointee.co_names).tupleItem(index)
    }

    /// The inline caches of the current instruction, or the next one.
    @inline(__always)
    var caches: UnsafeMutablePointer<UInt16> { instructionPointer + 1 }

    /// Goes past the inline caches of the current instruction.
    @inline(__always)
    mutating func skipCaches(_ count: Int) { instructionPointer += count }

    /// Reads the next code unit: the opcode, and the argument into `argument`.
    @inline(__always)
    mutating func fetch() -> Opcode {
        instructionPointer += 1
        let unit = instructionPointer.pointee
        frame.pointee.prev_instr = instructionPointer
        argument = Int(unit >> 8)
        return Opcode(byte: UInt8(truncatingIfNeeded: unit))
    }

    @inline(__always)
    func resume() { interpreter.warmUp(frame.pointee.f_code) }
}
