import PythonBytecode

/// Taking over what a trace function did to `f_locals` (`PyFrame_LocalsToFast`).
extension Interpreter {
    /// Writes the namespace back into the variables, if it was asked for since the last time.
    func writeBackNamespace(_ object: Ref) {
        let fields = object.frameFields
        guard fields.pointee.f_fast_as_locals else { return }
        fields.pointee.f_fast_as_locals = false
        let frame = fields.pointee.f_frame
        guard let raw = frame.pointee.f_locals else { return }
        let namespace = Ref(raw).owned()
        let code = frame.code
        let isFunction = code.flags.contains(.optimized)
        let names = Ref(code.pointee.co_localsplusnames)
        let pending = takeException()
        for index in 0..<Int(code.pointee.co_nlocalsplus) {
            let kind = code.kind(ofLocal: index)
            if kind.contains(.free), !isFunction { continue }
            writeBack(frame, index, kind, names.tupleItem(index), namespace.ref)
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    private func writeBack(
        _ frame: FramePointer, _ index: Int, _ kind: LocalKind, _ name: Ref, _ namespace: Ref
    ) {
        var value: RawObject?
        do throws(Raised) { value = try getItem(namespace, name).take() } catch {
            clearException()
        }
        let slot = frame.locals + index
        let isCell = !kind.isDisjoint(with: [.cell, .free])
        if isCell, let cell = slot.pointee, Ref(cell).isExactly(.cell) {
            replace(&Ref(cell).fields(PyCellObject.self).pointee.ob_ref, with: value)
            return
        }
        replace(&slot.pointee, with: value)
    }

    /// Puts an owned value into a field, releasing what was there.
    private func replace(_ field: inout RawObject?, with value: RawObject?) {
        let previous = field
        field = value
        if let previous { Ref(previous).decref() }
    }
}
