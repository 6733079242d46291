/// What a native function, type or attribute tells of itself: the signature as `inspect` reads it, where
/// CPython tells one, and a sentence on what it is for.
public struct NativeDocumentation {
    public var signature: String?
    public var text: String?

    /// Of `name`, which is the name of a function or type, or `type.attribute`; `module` is the one that
    /// the object itself names.
    ///
    /// The rows of a module lie in one constant text, which is searched when somebody asks: nothing is
    /// built at the start, and nothing stays in memory.
    public init?(module: String, name: String) {
        for table in Self.tables(of: module) {
            if let found = Self(name, in: table) {
                self = found
                return
            }
        }
        return nil
    }

    /// A row is a line `name` or `name(signature)`, then lines that go on with the signature, each after
    /// a plus sign, then lines of text behind two blanks.
    private init?(_ name: String, in table: StaticString) {
        var lines = Lines(of: table)
        while let line = lines.next() {
            guard let rest = Self.rest(of: line, after: name) else { continue }
            var signature = String(decoding: rest, as: UTF8.self)
            var words: [String] = []
            while let next = lines.next(), let mark = next.first {
                if mark == UInt8(ascii: "+") {
                    signature += "\n" + String(decoding: next.dropFirst(), as: UTF8.self)
                } else if mark == UInt8(ascii: " ") {
                    words.append(String(decoding: next.dropFirst(2), as: UTF8.self))
                } else {
                    break
                }
            }
            self.signature = signature.isEmpty ? nil : signature
            text = words.isEmpty ? nil : words.joined(separator: "\n")
            return
        }
        return nil
    }

    /// What follows the name in a line that begins with it; nil in another line.
    private static func rest(
        of line: Slice<UnsafeBufferPointer<UInt8>>, after name: String
    ) -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard line.starts(with: name.utf8) else { return nil }
        let rest = line.dropFirst(name.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "(") ? rest : nil
    }
}

/// The lines of a constant text, one after the other.
private struct Lines {
    private var rest: Slice<UnsafeBufferPointer<UInt8>>

    init(of text: StaticString) {
        // SAFETY: the text is a literal of several characters, which has a pointer and lives forever.
        let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        rest = bytes[...]
    }

    mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        let line = rest[..<end]
        rest = rest[end...].dropFirst()
        return line
    }
}
