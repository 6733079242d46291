import PythonBytecode

/// Where instructions come from in the source.
extension UnsafeMutablePointer<PyCodeObject> {
    /// The location of the instruction at a code unit.
    func location(atCodeUnit index: Int) -> CodeLocation {
        let reader = LocationTableReader(
            table: Ref(pointee.co_linetable).bytesBuffer, firstLine: Int(pointee.co_firstlineno))
        for range in reader where range.end > index { return range.location }
        return .none
    }

    /// The line of the instruction at a code unit; nil where there is none.
    func line(atCodeUnit index: Int) -> Int? {
        if index < 0 { return Int(pointee.co_firstlineno) }
        var reader = LocationTableReader(
            table: Ref(pointee.co_linetable).bytesBuffer, firstLine: Int(pointee.co_firstlineno))
        return reader.line(atCodeUnit: index)
    }
}

extension FramePointer {
    /// The line the frame is at.
    var currentLine: Int? { code.line(atCodeUnit: instructionIndex) }
}
