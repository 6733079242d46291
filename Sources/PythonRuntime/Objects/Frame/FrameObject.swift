import PythonBytecode

/// A frame as programs see it (`Include/internal/pycore_frame.h`): 120 bytes and room for the locals
/// and the stack.
///
/// While the call runs, `f_frame` points to its record on the data stack or in a generator. When it
/// ends and someone still holds the object, the record moves into it.
@frozen
public struct PyFrameObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Set once the call has ended; before, the record's link tells.
    public var f_back: RawObject?
    public var f_frame: FramePointer
    public var f_trace: RawObject?
    public var f_lineno: Int32
    public var f_trace_lines: Bool
    public var f_trace_opcodes: Bool
    public var f_fast_as_locals: Bool

    /// Where a record that has moved in begins.
    static var frameOffset: Int { 48 }
}

extension Ref {
    @inline(__always)
    var frameFields: UnsafeMutablePointer<PyFrameObject> { fields(PyFrameObject.self) }
}

extension Interpreter {
    /// The frame object of a record, borrowed, made if there is none yet.
    func frameObject(of frame: FramePointer) throws(Raised) -> Ref {
        if let object = frame.pointee.frame_obj { return Ref(object) }
        let code = frame.code
        let slots = Int(code.pointee.co_nlocalsplus) + Int(code.pointee.co_stacksize)
        let raw = try newGCObject(
            type(.frame),
            size: PyFrameObject.frameOffset + PyInterpreterFrame.localsOffset + 8 * slots)
        // A collection for the memory may have run code that asked for the object first.
        if let object = frame.pointee.frame_obj {
            freeGCObject(raw)
            return Ref(object)
        }
        let fields = Ref(raw).frameFields
        fields.pointee.f_back = nil
        fields.pointee.f_frame = frame
        fields.pointee.f_trace = nil
        fields.pointee.f_lineno = 0
        fields.pointee.f_trace_lines = true
        fields.pointee.f_trace_opcodes = false
        fields.pointee.f_fast_as_locals = false
        frame.pointee.frame_obj = raw
        return Ref(raw)
    }

    /// Moves a finished record into its frame object if others hold that (`take_ownership`). False
    /// when nobody does; then the object is the caller's to release.
    @inline(never)
    func handOverToFrameObject(_ frame: FramePointer) -> Bool {
        guard let raw = frame.pointee.frame_obj, Ref(raw).refcount > 1 else { return false }
        let object = Ref(raw)
        let destination = (raw + PyFrameObject.frameOffset)
            .assumingMemoryBound(to: PyInterpreterFrame.self)
        let size = PyInterpreterFrame.localsOffset + 8 * Int(frame.pointee.stacktop)
        UnsafeMutableRawPointer(destination).copyMemory(from: frame, byteCount: size)
        object.frameFields.pointee.f_frame = destination
        destination.pointee.owner = .frameObject
        destination.pointee.frame_obj = nil
        destination.pointee.previous = nil
        if let back = visibleFrame(from: frame.pointee.previous),
            let backObject = try? frameObject(of: back)
        {
            backObject.incref()
            object.frameFields.pointee.f_back = backObject.raw
        }
        if !isTracked(raw) { track(raw) }
        object.decref()
        return true
    }

    /// The first record from there outwards that may be shown.
    func visibleFrame(from frame: FramePointer?) -> FramePointer? {
        var current = frame
        while let candidate = current, candidate.isIncomplete {
            current = candidate.pointee.previous
        }
        return current
    }

    static func frameTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .frame, name: "frame", basicSize: 120, itemSize: 8,
            flags: TypeFlags.haveGC | TypeFlags.disallowInstantiation,
            methods: frameMethods, getSets: frameGetSets,
            members: [
                MemberSpec("f_trace_lines", .bool, offset: 44, isReadOnly: false),
                MemberSpec("f_trace_opcodes", .bool, offset: 45, isReadOnly: false),
            ]
        ) { block in
            block.pointee.type.tp_setattro = genericSetter
            block.pointee.type.tp_dealloc = { Ref($0).interpreter.deallocateFrame(Ref($0)) }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                Ref(raw).interpreter.traverseFrame(Ref(raw), visit, argument)
            }
            block.pointee.type.tp_clear = { raw in
                Ref(raw).interpreter.clearFrameObject(Ref(raw))
                return 0
            }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in try Ref(raw).interpreter.frameRepr(Ref(raw)) }
            }
        }
    }

    private func deallocateFrame(_ object: Ref) {
        untrack(object.raw)
        let fields = object.frameFields
        let frame = fields.pointee.f_frame
        releaseField(&fields.pointee.f_trace)
        if frame.pointee.owner == .frameObject {
            let end = Int(frame.pointee.stacktop)
            for index in 0..<max(0, end) {
                if let value = frame.locals[index] { Ref(value).decref() }
            }
            releaseField(&frame.pointee.f_locals)
            releaseField(&frame.pointee.f_func)
            Ref(frame.pointee.f_code).decref()
        }
        releaseField(&fields.pointee.f_back)
        freeGCObject(object.raw)
    }

    private func traverseFrame(
        _ object: Ref, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        let fields = object.frameFields
        if let back = fields.pointee.f_back {
            let status = visit(back, argument)
            if status != 0 { return status }
        }
        guard fields.pointee.f_frame.pointee.owner == .frameObject else { return 0 }
        return traverse(fields.pointee.f_frame, visit, argument)
    }

    /// Visits what a record holds (`_PyFrame_Traverse`).
    func traverse(
        _ frame: FramePointer, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        for held in [frame.pointee.f_locals, frame.pointee.f_func, frame.pointee.f_code] {
            if let held {
                let status = visit(held, argument)
                if status != 0 { return status }
            }
        }
        for index in 0..<max(0, Int(frame.pointee.stacktop)) {
            if let held = frame.locals[index] {
                let status = visit(held, argument)
                if status != 0 { return status }
            }
        }
        return 0
    }

    /// Releases locals and stack of a finished frame (`frame_tp_clear`).
    func clearFrameObject(_ object: Ref) {
        let frame = object.frameFields.pointee.f_frame
        releaseField(&object.frameFields.pointee.f_trace)
        guard frame.pointee.owner == .frameObject else { return }
        let end = Int(frame.pointee.stacktop)
        frame.pointee.stacktop = 0
        for index in 0..<max(0, end) {
            let value = frame.locals[index]
            frame.locals[index] = nil
            if let value { Ref(value).decref() }
        }
    }

    private func frameRepr(_ object: Ref) throws(Raised) -> Owned {
        let frame = object.frameFields.pointee.f_frame
        let code = frame.code
        let line = frame.currentLine.map { "\($0)" } ?? "None"
        return try makeString(
            "<frame at \(addressText(object)), file \(try repr(Ref(code.pointee.co_filename)).text), "
                + "line \(line), code \(Ref(code.pointee.co_name).text)>")
    }
}
