/// The pieces of an f-string put together (`_PyUnicode_JoinArray` with an empty separator).
extension Interpreter {
    /// A str of `count` strs in place; one alone is given back itself.
    func joinStrings(
        _ pieces: UnsafeMutablePointer<RawObject?>, _ count: Int
    ) throws(Raised) -> Owned {
        if count == 0 { return emptyString.owned() }
        if count == 1 { return argument(pieces, 0).owned() }
        var total = 0
        var maximum: UInt32 = 127
        for index in 0..<count {
            let piece = argument(pieces, index)
            let (sum, overflow) = total.addingReportingOverflow(piece.strCount)
            if overflow {
                throw raise(.overflowError, "join() result is too long for a Python string")
            }
            total = sum
            if piece.strCount > 0 { maximum = max(maximum, piece.strClassMaximum) }
        }
        let result = try newString(count: total, maximum: maximum)
        let target = result.ref.characters
        var position = 0
        for index in 0..<count {
            let piece = argument(pieces, index).characters
            piece.copy(to: target, at: position)
            position &+= piece.count
        }
        return result
    }
}
