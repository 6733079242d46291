import PythonBytecode

/// What every new code object has in common, whether it was compiled, replaced or unmarshalled (`init_code` of
/// `Objects/codeobject.c`).
extension UnsafeMutablePointer<PyCodeObject> {
    /// Copies the instructions behind the fields, and sets the fields that follow from them and from the kinds of the
    /// variables, and those of code that hasn't run. The object has room for the instructions.
    func fill(instructions: UnsafeRawBufferPointer, kinds: UnsafeBufferPointer<UInt8>) {
        let units = instructions.count / 2
        pointee.ob_size = units
        countVariables(kinds)
        pointee.co_warmup = 0 &- PyCodeObject.warmupDelay
        pointee._co_linearray_entry_size = 0
        pointee.co_weakreflist = nil
        pointee._co_code = nil
        pointee._co_linearray = nil
        pointee.co_extra = nil
        if let start = instructions.baseAddress {
            (UnsafeMutableRawPointer(self) + PyCodeObject.instructionsOffset).copyMemory(
                from: start, byteCount: units * 2)
        }
        // Before the first `RESUME` a frame isn't shown in tracebacks.
        let first = (0..<units).first { instructions[$0 * 2] == Opcode.RESUME.rawValue }
        pointee._co_firsttraceable = Int32(truncatingIfNeeded: first ?? units)
    }

    private func countVariables(_ kinds: UnsafeBufferPointer<UInt8>) {
        var locals: Int32 = 0
        var cells: Int32 = 0
        var plainCells: Int32 = 0
        var free: Int32 = 0
        for byte in kinds {
            let kind = LocalKind(rawValue: byte)
            if kind.contains(.local) { locals &+= 1 }
            if kind.contains(.cell) {
                cells &+= 1
                if !kind.contains(.local) { plainCells &+= 1 }
            }
            if kind.contains(.free) { free &+= 1 }
        }
        pointee.co_nlocalsplus = Int32(truncatingIfNeeded: kinds.count)
        pointee.co_nlocals = locals
        pointee.co_ncellvars = cells
        pointee.co_nplaincellvars = plainCells
        pointee.co_nfreevars = free
    }
}
