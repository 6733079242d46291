#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

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
        var name = name
        let found = name.withUTF8 { name in
            Self.tables(of: module).lazy.compactMap { Self(UnsafeRawBufferPointer(name), in: $0) }
                .first
        }
        guard let found else { return nil }
        self = found
    }

    /// A row is a line `name` or `name(signature)`, then lines that go on with the signature, each after
    /// a plus sign, then lines of text behind two blanks.
    private init?(_ name: UnsafeRawBufferPointer, in table: StaticString) {
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
        of line: UnsafeRawBufferPointer, after name: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer? {
        guard line.count >= name.count, let start = line.baseAddress, let key = name.baseAddress,
            memcmp(start, key, name.count) == 0
        else { return nil }
        let rest = UnsafeRawBufferPointer(rebasing: line[name.count...])
        return rest.isEmpty || rest.first == UInt8(ascii: "(") ? rest : nil
    }
}

/// The lines of a constant text, one after the other.
private struct Lines {
    private var rest: UnsafeRawBufferPointer

    init(of text: StaticString) {
        // SAFETY: the text is a literal of several characters, which has a pointer and lives forever.
        rest = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard let start = rest.baseAddress, !rest.isEmpty else { return nil }
        let end = memchr(start, Int32(UInt8(ascii: "\n")), rest.count)
        let count = end.map { UnsafeRawPointer($0) - start } ?? rest.count
        let line = UnsafeRawBufferPointer(start: start, count: count)
        rest = UnsafeRawBufferPointer(rebasing: rest[min(count + 1, rest.count)...])
        return line
    }
}
