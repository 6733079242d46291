/// Checks that bytes are UTF-8, with the reasons and extents of CPython's codec.
enum UTF8Validation {
    /// Bytes that are no UTF-8.
    struct Invalid {
        var offset: Int
        var length: Int
        var reason: String

        /// The message of CPython's `UnicodeDecodeError`; `byte` is the first of the bytes.
        func message(byte: UInt8) -> String {
            let place =
                length == 1
                ? "byte 0x\(String(byte, radix: 16)) in position \(offset)"
                : "bytes in position \(offset)-\(offset + length - 1)"
            return "(unicode error) 'utf-8' codec can't decode \(place): \(reason)"
        }
    }

    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Invalid? {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                index &+= 1
                continue
            }
            guard let (length, second) = sequence(of: lead) else {
                return Invalid(offset: index, length: 1, reason: "invalid start byte")
            }
            for offset in 1..<length {
                guard index + offset < bytes.count else {
                    return Invalid(offset: index, length: offset, reason: "unexpected end of data")
                }
                let allowed = offset == 1 ? second : 0x80...0xBF
                guard allowed.contains(bytes[index + offset]) else {
                    return Invalid(
                        offset: index, length: offset, reason: "invalid continuation byte")
                }
            }
            index += length
        }
        return nil
    }

    /// The length of the sequence a byte begins, and what its second byte may be.
    private static func sequence(of lead: UInt8) -> (Int, ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (3, 0x80...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
