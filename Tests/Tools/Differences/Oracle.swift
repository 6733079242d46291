import Glibc

/// Runs the CPython that results are compared with.
///
/// It is `HEAPNOTE_ORACLE`, else `/usr/bin/python3.11`. A program reads a file that lists its inputs and
/// writes, for each of them, a record: a decimal length, a line feed and that many bytes.
struct Oracle {
    static var executable: String {
        if let chosen = getenv("HEAPNOTE_ORACLE") { return String(cString: chosen) }
        return "/usr/bin/python3.11"
    }

    /// The folder of the installed library.
    static let library = "/usr/lib/python3.11"

    private let pipe: UnsafeMutablePointer<FILE>
    private let folder: String

    /// Starts a program; `inputs` are its lines of input.
    init?(program: String, inputs: [String], arguments: [String] = []) {
        var template = Array("/tmp/heapnote-differences.XXXXXX".utf8CString)
        guard let name = mkdtemp(&template) else { return nil }
        folder = String(cString: name)
        guard Oracle.write(program, to: folder + "/program.py"),
            Oracle.write(inputs.joined(separator: "\n"), to: folder + "/inputs")
        else { return nil }
        // -E: with PYTHONUNBUFFERED set, a write that a signal cuts short would lose its rest.
        let words = [
            Oracle.executable, "-E", "-X", "utf8", folder + "/program.py", folder + "/inputs",
        ]
        let command = (words + arguments).map { "'\($0)'" }.joined(separator: " ")
        guard let pipe = popen(command, "r") else { return nil }
        self.pipe = pipe
    }

    @discardableResult
    static func write(_ text: String, to path: String) -> Bool { write(Array(text.utf8), to: path) }

    @discardableResult
    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        defer { fclose(file) }
        return fwrite(bytes, 1, bytes.count, file) == bytes.count
    }

    static func makeFolder(_ path: String) { mkdir(path, 0o755) }

    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    /// The next record, nil at the end.
    func next() -> [UInt8]? {
        var length = 0
        while case let character = getc(pipe), character != 0x0A {
            guard character >= 0x30, character <= 0x39 else { return nil }
            length = length * 10 + Int(character - 0x30)
        }
        var bytes = [UInt8](repeating: 0, count: length)
        guard fread(&bytes, 1, length, pipe) == length else { return nil }
        return bytes
    }

    /// Ends the program and removes its files.
    func close() {
        pclose(pipe)
        unlink(folder + "/program.py")
        unlink(folder + "/inputs")
        rmdir(folder)
    }
}

extension Int? {
    /// The number as Python prints it, or `None`.
    var orNone: String { map(String.init) ?? "None" }
}
