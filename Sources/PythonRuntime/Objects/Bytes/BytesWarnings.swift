/// What `-b` warns of: bytes that are made text of, or compared with it, as was right in Python 2.
extension Interpreter {
    /// `str(object)` of `bytes` and `bytearray`: their `repr`.
    static let bytesStr: UnarySlot = { raw in
        withObject(raw) { interpreter, object throws(Raised) in
            if interpreter.state.pointee.strings.warnsOfBytes {
                let name = object.isBytes ? "bytes" : "bytearray"
                try interpreter.warn(.bytesWarning, "str() on a \(name) instance")
            }
            return try interpreter.bytesRepr(object)
        }
    }

    /// The comparison of `bytes` with something else, which is never its own.
    static func bytesCompareOther(
        _ left: RawObject, _ right: RawObject, _ op: Int32
    ) -> RawObject? {
        let interpreter = Ref(left).interpreter
        guard interpreter.state.pointee.strings.warnsOfBytes else {
            return notImplementedResult(left)
        }
        do throws(Raised) { try interpreter.warnOfComparing(Ref(left), Ref(right), op) } catch {
            return nil
        }
        return notImplementedResult(left)
    }

    /// Warns where bytes are asked whether they equal a str, or an int in the case of `bytes`.
    func warnOfComparing(_ left: Ref, _ right: Ref, _ op: Int32) throws(Raised) {
        guard state.pointee.strings.warnsOfBytes,
            op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue
        else { return }
        let isOfArray = left.isByteArray || right.isByteArray
        let name = isOfArray ? "bytearray" : "bytes"
        if left.isStr || right.isStr {
            try warn(.bytesWarning, "Comparison between \(name) and string")
        } else if !isOfArray, left.isInt || right.isInt {
            try warn(.bytesWarning, "Comparison between bytes and int")
        }
    }
}
