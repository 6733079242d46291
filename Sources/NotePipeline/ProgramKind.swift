import PythonBytecode

/// What a file that is run by its name holds.
enum ProgramKind {
    /// An archive, whose module `__main__` is run (`pymain_get_importer`).
    case archive
    /// Compiled code (`maybe_pyc_file`).
    case compiled
    case source

    init(_ bytes: [UInt8], name: String) {
        if name.hasSuffix(".pyc") || CompiledFile.hasMagicNumber(bytes) {
            self = .compiled
        } else {
            self = Self.isArchive(bytes) ? .archive : .source
        }
    }

    /// Whether a file ends as a zip archive does: with the record of its directory, and perhaps a comment.
    private static func isArchive(_ bytes: [UInt8]) -> Bool {
        let recordSize = 22
        let longestComment = 1 << 16
        guard bytes.count >= recordSize else { return false }
        let last = bytes.count - recordSize
        return (max(0, last - longestComment)...last).reversed().contains {
            bytes[$0] == 0x50 && bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 0x05, 0x06])
        }
    }
}
