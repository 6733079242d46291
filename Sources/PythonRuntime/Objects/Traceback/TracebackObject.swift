/// A level of a traceback (`Include/cpython/traceback.h`), 40 bytes.
@frozen
public struct PyTracebackObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// The next inner level, or nil.
    public var tb_next: RawObject?
    public var tb_frame: RawObject
    public var tb_lasti: Int32
    public var tb_lineno: Int32
}

extension Ref {
    @inline(__always)
    var traceback: UnsafeMutablePointer<PyTracebackObject> { fields(PyTracebackObject.self) }
}

extension Interpreter {
    /// Adds the frame to the traceback of the current exception (`PyTraceBack_Here`). Without memory
    /// for that, the exception goes on without it.
    @inline(never)
    func addTraceback(_ frame: FramePointer) {
        guard let current = state.pointee.errors.current, !frame.isIncomplete else { return }
        // What fails here must not replace the exception that is on its way.
        state.pointee.errors.current = nil
        let made = try? makeTraceback(for: frame, before: Ref(current).exception.pointee.traceback)
        if let failed = takeException() { Ref(failed).decref() }
        state.pointee.errors.current = current
        guard let made else { return }
        let previous = Ref(current).exception.pointee.traceback
        Ref(current).exception.pointee.traceback = made
        if let previous { Ref(previous).decref() }
    }

    private func makeTraceback(
        for frame: FramePointer, before next: RawObject?
    ) throws(Raised) -> RawObject {
        let frameObject = try self.frameObject(of: frame)
        return try makeTraceback(
            next: next.map { Ref($0) }, frame: frameObject,
            lasti: frame.instructionIndex * 2, line: frame.currentLine ?? 0
        ).take()
    }

    func makeTraceback(
        next: Ref?, frame: Ref, lasti: Int, line: Int
    ) throws(Raised) -> Owned {
        let raw = try newGCObject(type(.traceback), size: MemoryLayout<PyTracebackObject>.size)
        next?.incref()
        frame.incref()
        let fields = Ref(raw).traceback
        fields.pointee.tb_next = next?.raw
        fields.pointee.tb_frame = frame.raw
        fields.pointee.tb_lasti = Int32(truncatingIfNeeded: lasti)
        fields.pointee.tb_lineno = Int32(truncatingIfNeeded: line)
        track(raw)
        return Owned(stealing: raw)
    }

    static func tracebackTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .traceback, name: "traceback",
            basicSize: MemoryLayout<PyTracebackObject>.size, flags: TypeFlags.haveGC,
            methods: [tracebackDirectory],
            getSets: [
                GetSetSpec(
                    "tb_next",
                    { raw, _ in Interpreter.readField(raw, Ref(raw).traceback.pointee.tb_next) },
                    { raw, value, _ in
                        slotStatus { () throws(Raised) in
                            try Ref(raw).interpreter.setTracebackNext(
                                Ref(raw), value.map { Ref($0) })
                            return 0
                        }
                    })
            ],
            members: [
                MemberSpec("tb_frame", .object, offset: 24),
                MemberSpec("tb_lasti", .int32, offset: 32),
                MemberSpec("tb_lineno", .int32, offset: 36),
            ]
        ) { block in
            block.pointee.type.tp_new = newTraceback
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                let fields = Ref(raw).traceback
                if let next = fields.pointee.tb_next { Ref(next).decref() }
                Ref(fields.pointee.tb_frame).decref()
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Interpreter.visitFields(raw, from: 16, through: 24, visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                Ref(raw).interpreter.releaseField(&Ref(raw).traceback.pointee.tb_next)
                return 0
            }
        }
    }

    /// `traceback.tb_next = value`, which may not make a loop.
    private func setTracebackNext(_ traceback: Ref, _ value: Ref?) throws(Raised) {
        guard let value else { throw raise(.typeError, "can't delete tb_next attribute") }
        guard value.isNone || value.isExactly(.traceback) else {
            throw raise(
                .typeError, "expected traceback object, got '\(typeName(value.type))'")
        }
        let next = value.isNone ? nil : value.raw
        var cursor = next
        while let current = cursor {
            if current == traceback.raw {
                throw raise(.valueError, "traceback loop detected")
            }
            cursor = Ref(current).traceback.pointee.tb_next
        }
        if let next { Ref(next).incref() }
        let previous = traceback.traceback.pointee.tb_next
        traceback.traceback.pointee.tb_next = next
        if let previous { Ref(previous).decref() }
    }
}
