import PythonRuntime

/// Words that aren't UTF-8: programs see surrogates in place of their bytes (`Py_DecodeLocale`).
extension PythonCommandLine {
    /// A command line as the system gives it. Code that isn't UTF-8 can't be run.
    public init(bytes words: [[UInt8]]) throws(Failure) {
        try self.init(words.map { String(decoding: $0, as: UTF8.self) })
        guard words.contains(where: { String(validating: $0, as: UTF8.self) == nil }) else {
            return
        }
        self.words = words
        guard case .code(let code) = program, let word = words.dropLast(restCount).last else {
            return
        }
        // Code may stand in the word of its option, behind ASCII letters.
        let letters =
            String(decoding: word, as: UTF8.self).unicodeScalars.count - code.unicodeScalars.count
        if let error = Self.surrogateError(of: word.dropFirst(letters)) {
            throw .undecodable(error)
        }
    }

    /// `sys.argv` as bytes, where some words aren't UTF-8.
    var argumentBytes: [[UInt8]]? {
        words.map { words in
            arguments.dropLast(restCount).map { Array($0.utf8) } + words.suffix(restCount)
        }
    }

    /// `sys.orig_argv` the same way.
    var originalBytes: [[UInt8]]? { words.map { [Array(Host.executable.utf8)] + $0 } }

    /// What encoding a text again says of its first surrogates; nil if it has none.
    private static func surrogateError(of text: ArraySlice<UInt8>) -> String? {
        let escapes = escapes(in: text)
        guard let start = escapes.firstIndex(where: { $0 != nil }), let byte = escapes[start] else {
            return nil
        }
        let end = escapes[start...].firstIndex(where: { $0 == nil }) ?? escapes.count
        let place =
            end == start + 1
            ? "character '\\udc\(String(byte, radix: 16))' in position \(start)"
            : "characters in position \(start)-\(end - 1)"
        return "UnicodeEncodeError: 'utf-8' codec can't encode \(place): surrogates not allowed"
    }

    /// For each character of a text in UTF-8 nil, or the byte that is none.
    private static func escapes(in text: ArraySlice<UInt8>) -> [UInt8?] {
        var result: [UInt8?] = []
        var rest = text
        while let first = rest.first {
            let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let isCharacter = String(validating: rest.prefix(length), as: UTF8.self) != nil
            result.append(isCharacter ? nil : first)
            rest = rest.dropFirst(isCharacter ? length : 1)
        }
        return result
    }
}
