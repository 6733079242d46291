/// A running frame as the recorder reads it: which instruction of which code it is at.
struct RecordedFrame {
    let frame: FramePointer

    init(_ frame: FramePointer) { self.frame = frame }

    /// The code unit being executed.
    @inline(__always)
    var instruction: UnsafeRawPointer { UnsafeRawPointer(frame.pointee.prev_instr) }

    var previous: RecordedFrame? { frame.pointee.previous.map(RecordedFrame.init) }

    var code: Ref { Ref(frame.pointee.f_code) }

    var filename: Ref { Ref(frame.code.pointee.co_filename) }

    var qualifiedName: String { Ref(frame.code.pointee.co_qualname).text }

    /// The line being run; the code's first one before the first instruction.
    var line: Int { frame.currentLine ?? Int(frame.code.pointee.co_firstlineno) }

    /// Whether the names are in the frame: a function's are, a module's and a class body's are not.
    var isFunction: Bool { frame.code.flags.contains(.optimized) }

    /// Whether it is the body of a class: its names are in a dict that isn't the module's.
    var isClassBody: Bool {
        guard !isFunction, let namespace = frame.pointee.f_locals else { return false }
        return namespace != frame.pointee.f_globals && Ref(namespace).isDict
            && !qualifiedName.hasPrefix("<")
    }

    /// Whether a picture shows it as a frame of its own.
    var hasNames: Bool { isFunction || isClassBody }

    /// The qualified name, of a class's body as `class Point`.
    var shownName: String { isClassBody ? "class " + qualifiedName : qualifiedName }

    /// Calls with each local, cell and free variable in order; nil where it has no value.
    func forEachLocal(_ body: (String, Ref?) -> Void) {
        let names = Ref(frame.code.pointee.co_localsplusnames)
        let kinds = Ref(frame.code.pointee.co_localspluskinds).bytesBuffer
        for index in 0..<names.itemCount {
            let name = names.tupleItem(index).text
            guard let raw = frame.locals[index] else {
                body(name, nil)
                continue
            }
            // CO_FAST_CELL and CO_FAST_FREE.
            let isCell = kinds[index] & 0xc0 != 0 && Ref(raw).isExactly(.cell)
            body(name, isCell ? Ref(raw).cellContent.map(Ref.init) : Ref(raw))
        }
    }
}
