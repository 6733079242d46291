/// A string token taken apart: its prefix and where its content stands.
struct StringPiece {
    var isBytes = false
    var isRaw = false
    var isFormatted = false
    var isUnicodePrefixed = false
    /// Offsets in the source of the content between the quotes.
    var content: Range<Int>

    /// `token` is a string token, so it has its quotes.
    init(_ token: Token, base: UnsafePointer<UInt8>) {
        var start = Int(token.start)
        var end = Int(token.end)
        var quote = base[start]
        while quote != 0x22 && quote != 0x27 {
            switch quote | 0x20 {
            case 0x62: isBytes = true
            case 0x72: isRaw = true
            case 0x66: isFormatted = true
            default: isUnicodePrefixed = quote == 0x75
            }
            start += 1
            quote = base[start]
        }
        let isTriple = end - start >= 6 && base[start + 1] == quote && base[start + 2] == quote
        start += isTriple ? 3 : 1
        end -= isTriple ? 3 : 1
        content = start..<end
    }
}
