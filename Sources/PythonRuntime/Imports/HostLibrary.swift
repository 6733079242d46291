import VirtualSystem

extension Interpreter {
    /// The library, if the host has one.
    public var hostLibrary: HostFolder? {
        state.pointee.host?.takeUnretainedValue().host.library
    }

    /// A line of a source among the program's files, the library's included, for tracebacks.
    func librarySourceLine(_ filename: String, _ line: Int) -> String? {
        guard !filename.isEmpty, let bytes = try? files?.read(FilePath(filename)) else {
            return nil
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        return String(decoding: lines[line - 1], as: UTF8.self)
    }
}
