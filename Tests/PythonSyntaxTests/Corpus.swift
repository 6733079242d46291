import Glibc

/// The files expected results are kept in.
enum Corpus {
    /// `Tests/Corpus/syntax`, found from this file's place.
    static let folder: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(2)
        return "/" + parts.joined(separator: "/") + "/Corpus/syntax"
    }()

    static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    /// Names of the programs whose trees are kept.
    static let trees = [
        "assignments", "calls", "comprehensions", "definitions", "expressions", "fstrings",
        "imports", "layout", "lines", "literals", "match", "names", "statements",
    ]
}
