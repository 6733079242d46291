/// From bytes to text: byte order mark, encoding cookie, UTF-8.
extension SourceText {
    /// Decodes a source file as CPython does: a UTF-8 byte order mark, then a cookie in the first two
    /// lines, else UTF-8.
    ///
    /// With a file name, bytes that are no UTF-8 are refused as in a file that is run; without one, as
    /// `compile(bytes, …)` does, only where they matter: comments may hold anything.
    public init(
        bytes input: some Collection<UInt8>, fileName: String? = nil, endsWithLineFeed: Bool = true
    ) throws(PythonSyntaxError) {
        var text = ContiguousArray(input)
        if text.contains(0) {
            let invalid = text.withUnsafeBufferPointer { UTF8Validation.firstInvalid(in: $0) }
            if let fileName, let invalid, SourceText.encodingCookie(in: text) == nil {
                throw SourceText.undeclared(text, at: invalid.offset, fileName: fileName)
            }
            throw PythonSyntaxError(
                kind: .valueError, message: "source code string cannot contain null bytes")
        }
        let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
        if hasMark { text.removeFirst(3) }
        let cookie = SourceText.encodingCookie(in: text)
        let encoding = cookie.map(SourceText.normalisedEncoding)
        if let cookie, let encoding {
            if hasMark && encoding != "utf-8" {
                throw SourceText.encodingError("encoding problem: \(encoding) with BOM")
            }
            text = try SourceText.decode(text, encoding: encoding, cookie: cookie)
        }
        let invalid = text.withUnsafeBufferPointer { UTF8Validation.firstInvalid(in: $0) }
        if let invalid, let fileName, encoding == nil, !hasMark {
            throw SourceText.undeclared(text, at: invalid.offset, fileName: fileName)
        }
        try self.init(
            decoded: text, skippedPrefix: hasMark ? 3 : 0, endsWithLineFeed: endsWithLineFeed,
            countsErrorColumnsInBytes: encoding == nil && !hasMark, isWellFormed: invalid == nil,
            encodingName: encoding ?? "utf-8")
    }

    /// The encoding that a source names, if decoding it takes a codec that isn't here.
    public static func foreignEncoding(of bytes: some Collection<UInt8>) -> String? {
        let text = ContiguousArray(bytes)
        guard !text.contains(0), !text.starts(with: [0xEF, 0xBB, 0xBF]),
            let cookie = encodingCookie(in: text)
        else { return nil }
        let encoding = normalisedEncoding(cookie)
        return nativeEncoding(encoding) == nil ? encoding : nil
    }

    /// The encodings that are decoded here.
    private enum NativeEncoding { case utf8, latin1, ascii, koi8 }

    private static func nativeEncoding(_ name: String) -> NativeEncoding? {
        switch name.lowercased() {
        case "utf-8", "utf8", "u8", "utf": .utf8
        case "iso-8859-1", "latin1", "l1", "latin", "iso8859-1", "8859", "cp819", "iso8859":
            .latin1
        case "ascii", "us-ascii", "646": .ascii
        case "koi8-r", "koi8_r", "cskoi8r": .koi8
        default: nil
        }
    }

    private static func encodingError(_ message: String) -> PythonSyntaxError {
        PythonSyntaxError(kind: .syntaxError, message: message, line: 0, column: -1)
    }

    /// The name in a comment such as `# -*- coding: latin-1 -*-` in the first line, or in the second
    /// if the first holds nothing else.
    private static func encodingCookie(in text: ContiguousArray<UInt8>) -> String? {
        var start = 0
        for _ in 0..<2 {
            var end = start
            while end < text.count && text[end] != 0x0A && text[end] != 0x0D { end += 1 }
            if let name = encodingCookie(inLine: text[start..<end]) { return name }
            let isEmpty = text[start..<end].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0C }
            guard isEmpty == nil || isEmpty == 0x23 else { return nil }
            if end < text.count && text[end] == 0x0D { end += 1 }
            if end < text.count && text[end] == 0x0A { end += 1 }
            start = end
        }
        return nil
    }

    private static func encodingCookie(inLine line: ArraySlice<UInt8>) -> String? {
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
        guard let hash = line.firstIndex(where: { !blank($0) }), line[hash] == 0x23 else {
            return nil
        }
        let word = Array("coding".utf8)
        var index = hash
        while index + word.count < line.endIndex {
            let mark = line[index + word.count]
            if (mark == 0x3A || mark == 0x3D)
                && line[index..<index + word.count].elementsEqual(word)
            {
                var start = index + word.count + 1
                while start < line.endIndex, line[start] == 0x20 || line[start] == 0x09 {
                    start += 1
                }
                var end = start
                while end < line.endIndex, isEncodingNameByte(line[end]) { end += 1 }
                if end > start { return String(decoding: line[start..<end], as: UTF8.self) }
            }
            index += 1
        }
        return nil
    }

    private static func isEncodingNameByte(_ byte: UInt8) -> Bool {
        Tokenizer.isNameByte(byte) && byte < 0x80 || byte == 0x2D || byte == 0x2E
    }

    /// CPython's `get_normal_name`: the spellings of UTF-8 and Latin-1 it knows without a codec.
    private static func normalisedEncoding(_ name: String) -> String {
        let plain = String(
            String.UnicodeScalarView(
                name.unicodeScalars.prefix(12).map { $0 == "_" ? "-" : $0 })
        ).lowercased()
        if plain == "utf-8" || plain.hasPrefix("utf-8-") { return "utf-8" }
        for latin in ["latin-1", "iso-8859-1", "iso-latin-1"]
        where plain == latin || plain.hasPrefix(latin + "-") {
            return "iso-8859-1"
        }
        return name
    }

    private static func decode(
        _ text: ContiguousArray<UInt8>, encoding: String, cookie: String
    ) throws(PythonSyntaxError) -> ContiguousArray<UInt8> {
        switch nativeEncoding(encoding) {
        case .utf8: return text
        case .latin1:
            return ContiguousArray(
                text.flatMap { byte -> [UInt8] in
                    byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
                })
        case .ascii:
            guard let wrong = text.firstIndex(where: { $0 >= 0x80 }) else { return text }
            throw encodingError(
                "'ascii' codec can't decode byte 0x"
                    + String(text[wrong], radix: 16)
                    + " in position \(wrong): ordinal not in range(128)")
        case .koi8:
            let upper = Array(koi8Characters.unicodeScalars)
            return ContiguousArray(
                text.flatMap { byte -> [UInt8] in
                    byte < 0x80 ? [byte] : Array(String(upper[Int(byte) - 0x80]).utf8)
                })
        case nil: throw encodingError("unknown encoding: \(cookie)")
        }
    }

    /// What the bytes from 0x80 on stand for in KOI8-R, which CPython's own tests are written in.
    private static let koi8Characters =
        "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥ ⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
        + "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"

    /// A file that is no UTF-8 and doesn't say what it is.
    private static func undeclared(
        _ text: ContiguousArray<UInt8>, at offset: Int, fileName: String
    ) -> PythonSyntaxError {
        var line = 1
        for byte in text[..<offset] where byte == 0x0A { line += 1 }
        return encodingError(
            "Non-UTF-8 code starting with '\\x\(String(text[offset], radix: 16))' in file \(fileName) "
                + "on line \(line), but no encoding declared; "
                + "see https://peps.python.org/pep-0263/ for details")
    }
}
