/// A Python source, decoded: UTF-8 with every line ended by a single line feed.
///
/// The tokenizer reads it byte by byte, so `bytes` has one NUL behind its `count` bytes and a reader
/// needs no bounds check to look one byte ahead. Its counterpart in CPython is the buffer that
/// `decode_str` in `Parser/tokenizer.c` makes.
public struct SourceText: Sendable {
    /// The text, with a NUL behind it that `count` leaves out.
    public let bytes: ContiguousArray<UInt8>
    /// The number of bytes of text.
    public let count: Int
    /// Whether a last line feed was added that the input lacks.
    public let addedFinalLineFeed: Bool
    /// Offsets in the input at which a carriage return was dropped from a CR LF, in order.
    let droppedCarriageReturns: ContiguousArray<Int>
    /// Bytes of a byte order mark that were skipped.
    let skippedPrefix: Int
    /// Whether offsets of errors count bytes: CPython converts them to characters only when it knows
    /// the encoding of the source.
    let countsErrorColumnsInBytes: Bool
    /// Whether all of the text is UTF-8.
    let isWellFormed: Bool
    /// What the bytes were decoded from, by the name that `tokenize` gives it.
    let encodingName: String

    /// Takes text that is known to be well-formed UTF-8, as `compile(str, …)` does: a cookie in it is ignored.
    public init(_ text: String, endsWithLineFeed: Bool = true) throws(PythonSyntaxError) {
        try self.init(
            decoded: ContiguousArray(text.utf8), skippedPrefix: 0,
            endsWithLineFeed: endsWithLineFeed,
            countsErrorColumnsInBytes: false, isWellFormed: true, encodingName: "utf-8")
    }

    /// The same of bytes that were text; lone surrogates in them are three bytes each.
    public init(
        utf8 bytes: some Collection<UInt8>, endsWithLineFeed: Bool = true
    ) throws(PythonSyntaxError) {
        try self.init(
            decoded: ContiguousArray(bytes), skippedPrefix: 0, endsWithLineFeed: endsWithLineFeed,
            countsErrorColumnsInBytes: false, isWellFormed: true, encodingName: "utf-8")
    }

    /// Normalises line ends and checks for NUL bytes. `decoded` is UTF-8.
    init(
        decoded: ContiguousArray<UInt8>, skippedPrefix: Int, endsWithLineFeed: Bool,
        countsErrorColumnsInBytes: Bool, isWellFormed: Bool, encodingName: String
    ) throws(PythonSyntaxError) {
        var text = decoded
        var dropped: ContiguousArray<Int> = []
        if SourceText.contains(0, in: text) {
            throw PythonSyntaxError(
                kind: .valueError, message: "source code string cannot contain null bytes")
        }
        if SourceText.contains(0x0D, in: text) {
            SourceText.normaliseLineEnds(&text, dropped: &dropped)
        }
        addedFinalLineFeed = endsWithLineFeed && !text.isEmpty && text.last != 0x0A
        if addedFinalLineFeed { text.append(0x0A) }
        count = text.count
        text.append(0)
        bytes = text
        droppedCarriageReturns = dropped
        self.skippedPrefix = skippedPrefix
        self.countsErrorColumnsInBytes = countsErrorColumnsInBytes
        self.isWellFormed = isWellFormed
        self.encodingName = encodingName
    }

    /// The place in the input of a byte of the text.
    public func inputOffset(of offset: Int) -> Int {
        guard !droppedCarriageReturns.isEmpty else { return offset + skippedPrefix }
        // Dropped offsets count from the decoded text; the n-th of them lies n bytes further there.
        var low = 0
        var high = droppedCarriageReturns.count
        while low < high {
            let middle = (low + high) / 2
            if droppedCarriageReturns[middle] - middle <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return offset + low + skippedPrefix
    }

    private static func contains(_ byte: UInt8, in text: ContiguousArray<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { buffer in
            for candidate in buffer where candidate == byte { return true }
            return false
        }
    }

    /// CR LF and a lone CR become LF, as `translate_newlines` does.
    private static func normaliseLineEnds(
        _ text: inout ContiguousArray<UInt8>, dropped: inout ContiguousArray<Int>
    ) {
        var target = 0
        var source = 0
        while source < text.count {
            var byte = text[source]
            if byte == 0x0D {
                byte = 0x0A
                if source + 1 < text.count, text[source + 1] == 0x0A {
                    dropped.append(source)
                    source += 1
                }
            }
            text[target] = byte
            target += 1
            source += 1
        }
        text.removeLast(text.count - target)
    }
}
