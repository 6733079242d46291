/// A path as the file system has it: bytes, of any encoding.
public struct FilePath: Hashable, ExpressibleByStringLiteral, CustomStringConvertible, Sendable {
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) { bytes = Array(text.utf8) }
    public init(stringLiteral text: String) { bytes = Array(text.utf8) }

    public var description: String { String(decoding: bytes, as: UTF8.self) }
    public var isAbsolute: Bool { bytes.first == 0x2F }
    /// Whether it can only mean a folder.
    var endsInSlash: Bool { bytes.last == 0x2F }

    /// The names between slashes; `.` and `..` among them.
    var components: [[UInt8]] { bytes.split(separator: 0x2F).map { Array($0) } }

    /// Below a folder, unless it begins at the root.
    public func below(_ folder: FilePath) -> FilePath {
        if isAbsolute { return self }
        if folder.endsInSlash || folder.bytes.isEmpty { return FilePath(folder.bytes + bytes) }
        return FilePath(folder.bytes + [0x2F] + bytes)
    }

    init(components: [[UInt8]]) {
        bytes = [0x2F] + components.joined(separator: [0x2F])
    }

    /// Without `.`, `..` and doubled slashes; links aren't looked at.
    public var normalized: FilePath {
        var parts: [[UInt8]] = []
        for part in components where part != [0x2E] {
            if part == [0x2E, 0x2E] { _ = parts.popLast() } else { parts.append(part) }
        }
        return FilePath(components: parts)
    }
}
