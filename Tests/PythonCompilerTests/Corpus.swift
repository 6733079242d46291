import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax

/// The cases in `Tests/Corpus/compiler`. `Tests/Tools/compiler-corpus.py` writes what is expected of
/// them with CPython.
enum Corpus {
    static let folder: String = {
        let parts = #filePath.split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/") + "/Corpus/compiler"
    }()

    /// The names of the files with a suffix in `code`, without it.
    static func codeCases(_ suffix: String) -> [String] {
        guard let directory = opendir(folder + "/code") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { names.append(String(name.dropLast(suffix.count))) }
        }
        return names.sorted()
    }

    static func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(folder + "/" + path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    /// The cases of a file in which each begins with `### title`.
    static func cases(_ path: String) -> [(title: String, source: String)] {
        var result: [(String, String)] = []
        var title: String?
        var lines: [Substring] = []
        func close() {
            if let title { result.append((title, lines.joined(separator: "\n") + "\n")) }
            lines = []
        }
        for line in text(path).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("### ") {
                close()
                title = String(line.dropFirst(4))
                while title?.last == " " { title?.removeLast() }
            } else {
                lines.append(line)
            }
        }
        close()
        return result
    }

    static func parse(_ source: [UInt8]) throws -> SyntaxTree {
        try PythonParser.parse(try SourceText(bytes: source))
    }

    static func compiled(_ name: String) throws -> CodeUnit {
        try compile(tree: parse(bytes("code/\(name).py")), filename: name + ".py")
    }
}

/// A code object in the form of the corpus's `.expected` files.
enum CodeListing {
    static func text(_ unit: CodeUnit) -> String {
        var lines: [String] = []
        append(unit, to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func append(_ unit: CodeUnit, to lines: inout [String]) {
        let flags = String(unit.flags.rawValue, radix: 16)
        lines.append("code \(unit.qualifiedName) line \(unit.firstLine)")
        lines.append(
            "name \(unit.name) file \(unit.filename) flags 0x\(flags) stack \(unit.stackSize)")
        lines.append(
            "arguments \(unit.argumentCount) \(unit.positionalOnlyArgumentCount) "
                + "\(unit.keywordOnlyArgumentCount)")
        lines.append("names " + unit.names.joined(separator: " "))
        lines.append(
            "variables \(names(unit, .local)) cells \(names(unit, .cell)) free \(names(unit, .free))"
        )
        for constant in unit.constants { lines.append("constant " + representation(constant)) }
        lines.append("code " + hexadecimal(unit.code))
        lines.append("locations " + hexadecimal(unit.locationTable))
        lines.append("exceptions " + hexadecimal(unit.exceptionTable))
        for case .code(let inner) in unit.constants { append(inner, to: &lines) }
    }

    private static func names(_ unit: CodeUnit, _ kind: LocalKind) -> String {
        zip(unit.localsPlusNames, unit.localsPlusKinds).filter { $0.1.contains(kind) }.map(\.0)
            .joined(separator: " ")
    }

    private static func representation(_ constant: Constant) -> String {
        guard case .frozenSet(let items) = constant else { return constant.pythonRepresentation }
        return "frozenset({" + items.map(representation).sorted().joined(separator: ", ") + "})"
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
