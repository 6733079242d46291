/// Where an error of the parser gets its line and its columns in characters from.
///
/// Tokens know lines and bytes; an error is rare, so lines are found by counting when it happens.
struct ErrorContext {
    // SAFETY: addresses `count` bytes of source, kept alive by the caller of the parser.
    let base: UnsafePointer<UInt8>
    let count: Int
    /// The number of the first line.
    let firstLine: Int
    let countsErrorColumnsInBytes: Bool
    /// Whether all of the source is UTF-8.
    var isWellFormed = true
    /// Within an f-string's expression: what its columns were moved by.
    var fStringColumn: Int?

    init(
        base: UnsafePointer<UInt8>, count: Int, firstLine: Int, countsErrorColumnsInBytes: Bool,
        fStringColumn: Int? = nil
    ) {
        self.base = base
        self.count = count
        self.firstLine = firstLine
        self.countsErrorColumnsInBytes = countsErrorColumnsInBytes
        self.fStringColumn = fStringColumn
    }

    /// How far the tokenizer is in its line, in bytes; at the end it is still in the last line.
    func columnOfTokenizer(at offset: Int) -> Int {
        var start = offset
        if start == count && start > 0 { start -= 1 }
        while start > 0 && base[start - 1] != 0x0A { start -= 1 }
        return offset - start
    }

    /// Offsets of the start and the end of a line, without its line feed.
    func line(_ number: Int) -> Range<Int>? {
        guard number >= firstLine else { return nil }
        var remaining = number - firstLine
        var start = 0
        while remaining > 0 {
            guard start < count else { return nil }
            if base[start] == 0x0A { remaining -= 1 }
            start += 1
        }
        var end = start
        while end < count && base[end] != 0x0A { end += 1 }
        return start..<end
    }

    /// An error with columns in bytes from 0, as a token has them; an end column of -1 is absent,
    /// one of -2 unknown; CPython reports -1 and 0.
    ///
    /// CPython's `_PyPegen_raise_error_known_location`: the text has its line feed only when the
    /// tokenizer is not past the line.
    func error(
        _ kind: PythonSyntaxError.Kind, _ message: String, line number: Int, column: Int,
        endLine: Int, endColumn: Int, tokenizerLine: Int = 0
    ) -> PythonSyntaxError {
        let range = line(number) ?? count..<count
        // SAFETY: the range lies within the source.
        let raw = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        // What is no UTF-8 stands as U+FFFD in the text, and columns are counted there.
        let content = String(decoding: raw, as: UTF8.self)
        let bytes = content.utf8
        let shift = fStringColumn ?? 0
        let keepsLineFeed = tokenizerLine <= number
        // Of an empty source no line was ever read.
        let isEmpty = count == 0 && fStringColumn == nil
        // CPython converts both columns in the text of the first line, and stops behind its end.
        let limit = bytes.count + (keepsLineFeed ? 2 : 1)
        let text =
            content
            + (keepsLineFeed && (range.upperBound < count || fStringColumn != nil) ? "\n" : "")
        return PythonSyntaxError(
            kind: kind, message: fStringColumn == nil ? message : "f-string: " + message,
            line: isEmpty ? 0 : number,
            column: characterColumn(column + 1 - shift, in: bytes, limit: limit),
            endLine: isEmpty ? 0 : endLine,
            endColumn: endColumn < 0
                ? (endColumn == -1 ? -1 : 0)
                : characterColumn(endColumn + 1 - shift, in: bytes, limit: limit),
            text: text)
    }

    /// Converts a column in bytes from 1 to one in characters.
    private func characterColumn(
        _ column: Int, in bytes: String.UTF8View, limit: Int
    ) -> Int {
        guard column >= 0 else { return 0 }
        if countsErrorColumnsInBytes { return column }
        let end = min(column, limit)
        let characters = bytes.prefix(end).count { $0 & 0xC0 != 0x80 }
        return characters + max(0, end - bytes.count)
    }
}
