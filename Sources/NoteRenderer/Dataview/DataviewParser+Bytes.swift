/// Reading signs and words off the expression.
extension DataviewParser {
    mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    mutating func peek() -> UInt8? {
        skipSpace()
        return index < bytes.count ? bytes[index] : nil
    }

    mutating func take(_ sign: String) -> Bool {
        skipSpace()
        guard bytes[index...].starts(with: sign.utf8) else { return false }
        index += sign.utf8.count
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        skipSpace()
        let start = index
        if identifier(from: start)?.lowercased() == word { return true }
        index = start
        return false
    }

    mutating func expect(_ sign: String) throws(DataviewFailure) {
        guard take(sign) else {
            throw DataviewFailure(cause: "'\(sign)' is missing at character \(index + 1)")
        }
    }

    /// A name of letters, digits, `_`, `-` inside and what is beyond ASCII; moves on if there is one.
    mutating func identifier(from start: Int) -> String? {
        var end = start
        while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
        let first = end
        while end < bytes.count {
            let byte = bytes[end]
            let isLetter =
                (97...122).contains(byte | 32) || byte >= 0x80 || byte == UInt8(ascii: "_")
            let isInside = end > first && ((48...57).contains(byte) || byte == UInt8(ascii: "-"))
            guard isLetter || isInside else { break }
            end += 1
        }
        guard end > first else { return nil }
        index = end
        return String(decoding: bytes[first..<end], as: UTF8.self)
    }
}
